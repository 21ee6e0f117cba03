import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AccessDenied } from '@tiepdan/access';
import { describeFault, type Log } from '@tiepdan/service-runtime';
import type { SubgraphContext } from './context';

/** Each denial leaves a line: who asked what, by ids and names of operations alone. */
export const denialLog = (log: Log): ApolloServerPlugin<SubgraphContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors({ errors, contextValue: { principal, requestId } }) {
        for (const { originalError, path } of errors)
          if (originalError instanceof AccessDenied)
            log.warn(
              { principalId: principal.id, operation: originalError.operation, path: path?.join('.'), requestId },
              'access was denied',
            );
        return Promise.resolve();
      },
    }),
});

/** A caller learns of a fault by a reference number only; the log has it once, without personal data. */
export function maskFault(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const thrown = unwrapResolverError(error);
  if (thrown instanceof AccessDenied)
    return { ...formatted, message: 'Bạn không có quyền xem hoặc làm việc này.', extensions: { code: 'FORBIDDEN' } };
  const code = formatted.extensions?.['code'];
  // Errors of the request itself are made by graphql or by us on purpose; they are for the caller.
  if (thrown instanceof GraphQLError && code !== 'INTERNAL_SERVER_ERROR')
    return { ...formatted, message: withoutSuggestion(formatted.message), extensions: { code } };
  const reference = randomUUID();
  log.error({ reference, path: formatted.path?.join('.'), ...describeFault(thrown) }, 'a request failed');
  return {
    ...formatted,
    message: `Hệ thống gặp sự cố. Mã tra cứu: ${reference}`,
    extensions: { code: 'INTERNAL_FAULT', reference },
  };
}

const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*$/s, '');
