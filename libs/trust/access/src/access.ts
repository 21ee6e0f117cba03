import type { Acting } from './acting';
import { AccessDenied } from './access-denied';
import { isInConflict, type Conflicts, type Matter, type Standing } from './conflict';
import type { AccessTable, Need, OperationRule } from './operation-rule';
import type { Principal } from './principal';
import { facesOf, relationOf, type AccessObject, type Face, type Relation } from './relation';
import type { Operation } from './tables/all';

/** What the table answers. */
export type Decision = 'ALLOW' | 'DENY' | readonly Need[];

/** The names come from code alone: one that is not in the table is a fault of the program. */
export function ruleOf(table: AccessTable, operation: string): OperationRule {
  const rule = table[operation];
  if (!rule) throw new Error(`${operation} is no operation of this service`);
  return rule;
}

export function decisionOf(table: AccessTable, operation: string, role: string, relation: Relation): Decision {
  const fitting = ruleOf(table, operation).grants.filter(
    (grant) => (grant.roles as readonly string[]).includes(role) && grant.relations.includes(relation),
  );
  if (fitting.length === 0) return 'DENY';
  const least = fitting.reduce((one, other) => (other.needs.length < one.needs.length ? other : one));
  return least.needs.length === 0 ? 'ALLOW' : least.needs;
}

/** What is at hand beside the duty. */
export interface Given {
  /** What it is done for, in words. */
  readonly purpose?: string | null;
  /** Officer who approved it; does not count where it is the person, or somebody they act for. */
  readonly secondPersonId?: string | null;
}

/** What may be read in a list, a count or a search: told to the repository, which leaves everything else out. */
export interface Reach {
  /** Every body of the province. */
  readonly everywhere: boolean;
  /** Bodies whose matters are within reach; of no meaning when it is everywhere. */
  readonly agencyIds: readonly string[];
  /** Whose own matters are within reach, whatever body answers for them. */
  readonly officerIds: readonly string[];
  /** Left out all the same. */
  readonly conflicts: Conflicts;
}

/** What one person may do, as bodies and officers stand on one day. */
export interface Access {
  /** What to do about one object. */
  decide(operation: Operation, object: AccessObject): Decision;
  /** True when nothing more is needed than what is given. */
  may(operation: Operation, object: AccessObject, given?: Given): boolean;
  /** By which duty they may; null where they may not. A duty of their own goes before a delegated one. */
  acting(operation: Operation, object: AccessObject, given?: Given): Acting | null;
  /** Whether any of the person's duties is in conflict with a matter. */
  isInConflict(matter: Matter): boolean;
  /** @throws AccessDenied when no duty of the person includes the operation at all */
  reach(operation: Operation): Reach;
}

export function accessOf(table: AccessTable, principal: Principal, standing: Standing): Access {
  const faces = facesOf(principal, standing);
  // A conflict of any of the person's duties is a conflict of the person.
  const conflicts = merged(faces);
  const answers = (operation: Operation, object: AccessObject): readonly (Acting & { decision: Decision })[] => {
    const all = faces.map((face) => relationOf({ ...face, conflicts }, object, standing));
    if (all.includes('EXCLUDED')) return [];
    return faces.flatMap(({ roles, isDelegated, personId }, index) =>
      roles.map((role) => ({
        role,
        onBehalfOf: isDelegated ? personId : null,
        decision: decisionOf(table, operation, role, all[index]!),
      })),
    );
  };
  const decide = (operation: Operation, object: AccessObject): Decision =>
    answers(operation, object).reduce<Decision>((best, { decision }) => better(best, decision), 'DENY');
  const isMet = (decision: Decision, given: Given): boolean =>
    decision === 'ALLOW' || (decision !== 'DENY' && decision.every((need) => isGiven(need, given, conflicts.people)));
  return {
    decide,
    may: (operation, object, given = {}) => isMet(decide(operation, object), given),
    acting(operation, object, given = {}) {
      const found = answers(operation, object).find(({ decision }) => isMet(decision, given));
      return found ? { role: found.role, onBehalfOf: found.onBehalfOf } : null;
    },
    isInConflict: (matter) => isInConflict(conflicts, matter),
    reach: (operation) => reachOf(table, operation, faces, conflicts, standing),
  };
}

function isGiven(need: Need, { purpose, secondPersonId }: Given, ownPeople: readonly string[]): boolean {
  if (need === 'PURPOSE') return (purpose ?? '').trim() !== '';
  return secondPersonId != null && !ownPeople.includes(secondPersonId);
}

function better(one: Decision, other: Decision): Decision {
  if (one === 'ALLOW' || other === 'DENY') return one;
  if (other === 'ALLOW' || one === 'DENY') return other;
  return other.length < one.length ? other : one;
}

const merged = (faces: readonly Face[]): Conflicts => ({
  people: [...new Set(faces.flatMap(({ conflicts }) => conflicts.people))],
  bodies: [...new Set(faces.flatMap(({ conflicts }) => conflicts.bodies))],
  superiors: [...new Set(faces.flatMap(({ conflicts }) => conflicts.superiors))],
});

function reachOf(
  table: AccessTable,
  operation: Operation,
  faces: readonly Face[],
  conflicts: Conflicts,
  { tree }: Standing,
): Reach {
  const agencyIds = new Set<string>();
  const officerIds = new Set<string>();
  let everywhere = false;
  let isAllowedAtAll = false;
  for (const { personId, isDelegated, agencyId, roles } of faces)
    for (const role of roles) {
      const allowed = (relation: Relation) => decisionOf(table, operation, role, relation) === 'ALLOW';
      if (allowed('NONE')) everywhere = true;
      if (agencyId !== null && allowed('OWN_AGENCY')) agencyIds.add(agencyId);
      if (agencyId !== null && allowed('SUPERIOR')) for (const body of tree.within(agencyId)) agencyIds.add(body);
      if (allowed('OWN_CASE') && !isDelegated) officerIds.add(personId);
      isAllowedAtAll ||= everywhere || allowed('OWN_AGENCY') || allowed('SUPERIOR') || allowed('OWN_CASE');
    }
  if (!isAllowedAtAll) throw new AccessDenied(operation);
  return { everywhere, agencyIds: [...agencyIds], officerIds: [...officerIds], conflicts };
}
