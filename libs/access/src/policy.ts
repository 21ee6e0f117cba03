import { accessTable, type Operation, type OperationRule } from './access-table';
import type { Principal } from './principal';

/** Thrown when the caller's duty does not include an operation; reaches the caller as FORBIDDEN and nothing more. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  constructor(readonly operation: string) {
    super('FORBIDDEN');
  }
}

/** Whether any duty of the person includes the operation, however they stand to what they will touch. */
export const isAllowed = (principal: Principal, operation: Operation): boolean => {
  const { grants }: OperationRule = accessTable[operation];
  const held = new Set([...principal.roles, ...(principal.delegations ?? []).map(({ role }) => role)]);
  return grants.some(({ roles }) => roles.some((role) => held.has(role)));
};

/** Passes, or throws AccessDenied. What is touched is to be asked for besides, with `accessOf`. */
export function authorise(principal: Principal, operation: Operation): void {
  if (!isAllowed(principal, operation)) throw new AccessDenied(operation);
}
