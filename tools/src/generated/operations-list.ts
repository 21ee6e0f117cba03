import { accessTable, operations } from '@tiepdan/access/all';
import type { OperationRule } from '@tiepdan/access';
import type { GeneratedFile } from './generated-files';

/** Which roles include each operation of all services, for the field `operations` of the graph, which assignment answers. */
export function operationsList(): GeneratedFile {
  const lines = operations.map((operation) => {
    const { grants }: OperationRule = accessTable[operation];
    return `${operation}|${[...new Set(grants.flatMap(({ roles }) => roles))].join(';')}`;
  });
  return { path: 'apps/assignment/data/operations.psv', content: `${['operation|roles', ...lines].join('\n')}\n` };
}
