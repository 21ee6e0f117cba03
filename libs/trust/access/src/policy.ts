import { AccessDenied } from './access-denied';
import { accessOf, decisionOf, ruleOf, type Access, type Decision } from './access';
import type { Acting } from './acting';
import type { Standing } from './conflict';
import type { AccessTable } from './operation-rule';
import type { Principal } from './principal';
import type { Relation } from './relation';
import type { Operation } from './tables/all';

/** Answers by one table; an operation that is not in it is a fault of the program. */
export interface Policy<Asked extends string = Operation> {
  readonly table: AccessTable;
  /** What the table says of one operation for a role in a relation. */
  decisionOf(operation: Asked, role: string, relation: Relation): Decision;
  /** Whether any duty of the person includes the operation, however they stand to what they will touch. */
  isAllowed(principal: Principal, operation: Asked): boolean;
  /** Passes, or throws AccessDenied. What is touched is to be asked for besides, with `accessOf`. */
  authorise(principal: Principal, operation: Asked): void;
  /** By which duty the person does what touches nobody's matter; throws AccessDenied where none includes it. */
  actingAs(principal: Principal, operation: Asked): Acting;
  /** What one person may do, as bodies and officers stand on one day. */
  accessOf(principal: Principal, standing: Standing): Access;
}

export function policyOf<Table extends AccessTable>(table: Table): Policy<keyof Table & string> {
  const isAllowed = (principal: Principal, operation: string): boolean => {
    const { grants } = ruleOf(table, operation);
    const held = new Set([...principal.roles, ...(principal.delegations ?? []).map(({ role }) => role)]);
    return grants.some(({ roles }) => roles.some((role) => held.has(role)));
  };
  return {
    table,
    isAllowed,
    authorise(principal, operation) {
      if (!isAllowed(principal, operation)) throw new AccessDenied(operation);
    },
    actingAs: (principal, operation) => actingAs(table, principal, operation),
    decisionOf: (operation, role, relation) => decisionOf(table, operation, role, relation),
    accessOf: (principal, standing) => accessOf(table, principal, standing),
  };
}

function actingAs(table: AccessTable, principal: Principal, operation: string): Acting {
  const { grants } = ruleOf(table, operation);
  const includes = (role: string) => grants.some(({ roles }) => (roles as readonly string[]).includes(role));
  const own = principal.roles.find(includes);
  if (own !== undefined) return { role: own, onBehalfOf: null };
  const delegated = principal.delegations?.find(({ role }) => includes(role));
  if (delegated) return { role: delegated.role, onBehalfOf: delegated.from };
  throw new AccessDenied(operation);
}

/** What a caller may do is judged by it: the table of one service, and how bodies and officers stand to each other today. */
export interface AccessBook {
  readonly policy: Policy;
  today(): Promise<Standing>;
}

export const accessBook = (policy: Policy, standing: Pick<AccessBook, 'today'>): AccessBook => ({
  policy,
  today: () => standing.today(),
});
