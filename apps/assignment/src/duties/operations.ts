import { listCell, readTableFile } from '@tiepdan/dated-table';

/** Operations of all services that at least one of these roles includes, in the order of their tables. */
export type OperationsOf = (roles: readonly string[]) => string[];

/**
 * Reads the list that `npm run schema` makes of the access tables of all services. It is a file that is read at run time, so that an
 * operation added to another service does not change the program of this one.
 */
export function loadOperations(directory: string): OperationsOf {
  const rows = readTableFile(directory, 'operations.psv', ['operation', 'roles']).map(({ operation, roles }) => ({
    operation,
    roles: new Set(listCell(roles)),
  }));
  return (held) => rows.filter(({ roles }) => held.some((role) => roles.has(role))).map(({ operation }) => operation);
}
