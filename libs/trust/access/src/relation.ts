import { conflictsOf, isInConflict, type Conflicts, type Matter, type Standing } from './conflict';
import type { Principal } from './principal';

/** How a person stands to what they want to touch; the first that holds counts. */
export const relations = ['EXCLUDED', 'OWN_CASE', 'OWN_AGENCY', 'SUPERIOR', 'NONE'] as const;
export type Relation = (typeof relations)[number];

/** What somebody wants to touch. */
export interface AccessObject {
  /** The body that answers for it; null where none does. */
  readonly agencyId: string | null;
  /** The officer who handles it. */
  readonly officerId?: string | null;
  /** Where it is, or belongs to, a matter. */
  readonly matter?: Matter;
}

/** One duty in which a person may act: their own, or one that was delegated to them. */
export interface Face {
  readonly personId: string;
  readonly isDelegated: boolean;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly conflicts: Conflicts;
}

/** The person's own duties first, then each delegated one. */
export function facesOf(principal: Principal, standing: Standing): readonly Face[] {
  const { id, agencyId, roles, delegations = [] } = principal;
  const own = { personId: id, isDelegated: false, agencyId, roles, conflicts: conflictsOf({ id, agencyId }, standing) };
  const delegated = delegations.map((delegation): Face => {
    const actor = { id, agencyId: delegation.agencyId, actsFor: [delegation.from] };
    // Who acts for somebody else stays who they are: both conflicts count.
    const theirs = conflictsOf(actor, standing);
    return {
      personId: delegation.from,
      isDelegated: true,
      agencyId: delegation.agencyId,
      roles: [delegation.role],
      conflicts: {
        people: theirs.people,
        bodies: [...new Set([...theirs.bodies, ...own.conflicts.bodies])],
        superiors: [...new Set([...theirs.superiors, ...own.conflicts.superiors])],
      },
    };
  });
  return [own, ...delegated];
}

export function relationOf(face: Face, object: AccessObject, { tree }: Standing): Relation {
  if (object.matter && isInConflict(face.conflicts, object.matter)) return 'EXCLUDED';
  const isHandler = object.officerId != null && object.officerId === face.personId;
  // What somebody handles at another body was not delegated with this duty.
  if (isHandler && (!face.isDelegated || object.agencyId === face.agencyId)) return 'OWN_CASE';
  if (object.agencyId === null || face.agencyId === null) return 'NONE';
  if (object.agencyId === face.agencyId) return 'OWN_AGENCY';
  return tree.within(face.agencyId).has(object.agencyId) ? 'SUPERIOR' : 'NONE';
}
