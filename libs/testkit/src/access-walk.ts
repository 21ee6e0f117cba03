import { relations, roles, type Decision, type Relation, type Role } from '@tiepdan/access';
import { decisionOf, type Operation } from '@tiepdan/access/all';

/** One cell of the table of who may do what, as a service answered in it. */
export type Cell = readonly [role: Role, relation: Relation, answer: 'allowed' | 'denied'];

export interface Walk {
  /** Relations in which the service's objects can stand to a person; all unless told. */
  readonly among?: readonly Relation[];
  /** What the caller brings where the table needs more than a duty; nothing unless told. */
  readonly brings?: readonly string[];
}

/**
 * Does something in the name of each role in each relation, and gives the cells whose answer is not the table's: none, if all is
 * well. `isDone` tells whether it was done, and must check itself that nothing was written where it was not.
 */
export async function cellsAgainstTheTable(
  operation: Operation,
  isDone: (role: Role, relation: Relation) => Promise<boolean>,
  { among = relations, brings = [] }: Walk = {},
): Promise<Cell[]> {
  const against: Cell[] = [];
  const isAllowed = (decision: Decision) =>
    decision === 'ALLOW' || (decision !== 'DENY' && decision.every((need) => brings.includes(need)));
  for (const role of roles)
    for (const relation of among) {
      const answer = (await isDone(role, relation)) ? 'allowed' : 'denied';
      const expected = isAllowed(decisionOf(operation, role, relation)) ? 'allowed' : 'denied';
      if (answer !== expected) against.push([role, relation, answer]);
    }
  return against;
}
