import { GraphQLError, type ASTNode } from 'graphql';

/** Why a request was not even planned; reaches the client with HTTP status 400. */
export const limitError = (code: string, message: string, messageEn: string, nodes?: ASTNode): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code, messageEn, http: { status: 400 } } });
