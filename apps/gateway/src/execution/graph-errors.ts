import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { describeFault, type Log } from '@tiepdan/service-runtime';
import type { Refused } from '../limits/limits';
import type { GraphAnswer } from './operation';

/** What the libraries call an error that carried no code of its own. */
const CODES_OF_FAULTS = ['INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR'];

/**
 * What a client may read of an error: those made on purpose, here or in a subgraph, with their code; of any other a
 * reference number, under which the log has it once.
 */
export function formatGraphError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  // The server wraps our own refusals of a query in its general code.
  const made = { ...formatted.extensions, ...originalExtensions(error) };
  const { code, reference, messageEn } = made;
  const service = made['service'] ?? made['serviceName'];
  if (typeof code === 'string' && !CODES_OF_FAULTS.includes(code))
    return {
      message: withoutSuggestion(message),
      locations,
      path,
      extensions: { code, service, reference, messageEn },
    };

  const newReference = randomUUID();
  const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  log.error(
    { reference: newReference, service, path: path?.join('.'), ...describeFault(thrown) },
    'an operation failed',
  );
  return {
    message: `Hệ thống gặp sự cố. Mã tra cứu: ${newReference}`,
    path,
    extensions: {
      code: 'INTERNAL_FAULT',
      service,
      reference: newReference,
      messageEn: `A fault occurred; its reference is ${newReference}.`,
    },
  };
}

/** The answer to a text that is refused. */
export function refusalOf({ refusals }: Refused, log: Log): GraphAnswer {
  const errors = refusals.map((error) => {
    const code = error.extensions['code'] ?? 'GRAPHQL_VALIDATION_FAILED';
    return formatGraphError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error, log);
  });
  return { status: 400, body: `${JSON.stringify({ errors })}\n` };
}

function originalExtensions(error: unknown): Record<string, unknown> {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original instanceof GraphQLError && original.extensions['messageEn'] !== undefined ? original.extensions : {};
}

/** A name that nearly exists is not for whoever guesses names. */
const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*$/s, '');
