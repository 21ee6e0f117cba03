import { GraphQLError } from 'graphql';

/** Input that no client written by the schema sends; `message` names the argument, never its value. */
export const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
