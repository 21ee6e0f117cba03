import { accessTable, type Operation, type OperationRule } from './access-table';
import type { Acting } from './acting';
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

/** By which duty the person does what touches nobody's matter; throws AccessDenied where none includes it. */
export function actingAs(principal: Principal, operation: Operation): Acting {
  const { grants }: OperationRule = accessTable[operation];
  const includes = (role: string) => grants.some(({ roles }) => (roles as readonly string[]).includes(role));
  const own = principal.roles.find(includes);
  if (own !== undefined) return { role: own, onBehalfOf: null };
  const delegated = principal.delegations?.find(({ role }) => includes(role));
  if (delegated) return { role: delegated.role, onBehalfOf: delegated.from };
  throw new AccessDenied(operation);
}

/** Passes, or throws AccessDenied. What is touched is to be asked for besides, with `accessOf`. */
export function authorise(principal: Principal, operation: Operation): void {
  if (!isAllowed(principal, operation)) throw new AccessDenied(operation);
}
