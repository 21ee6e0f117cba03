import type { BodyTree } from './body-tree';

/** Whom a matter is about and who has handled it: what a conflict of interest is judged by. */
export interface Matter {
  readonly kind: string;
  readonly respondentAgencyId: string | null;
  readonly respondentOfficerId: string | null;
  /** Officers who handled it at an earlier instance. */
  readonly earlierHandlers?: readonly string[];
}

/** Somebody who wants to touch a matter, by themselves or for others. */
export interface Person {
  readonly id: string;
  readonly agencyId: string | null;
  /** Officers in whose name they act, by delegation. */
  readonly actsFor?: readonly string[];
}

/** Who stands above whom and who heads what, as of one day. */
export interface Standing {
  readonly tree: BodyTree;
  /** Officers who head a body. */
  headsOf(bodyId: string): readonly string[];
  /** Bodies in which an officer holds a duty. */
  bodiesOf(officerId: string): readonly string[];
}

/**
 * What a conflict of interest of one person looks like in every matter, as sets: the same knowledge for judging one matter and
 * for leaving matters out of a list, a count or a search.
 */
export interface Conflicts {
  /** The person and those for whom they act: none of them may be the one complained of, or have handled it before. */
  readonly people: readonly string[];
  /** Bodies the person serves in or under, by any of their duties: denunciations of them are not theirs to see. */
  readonly bodies: readonly string[];
  /** Heads of those bodies: their subordinates depend on them. */
  readonly superiors: readonly string[];
}

/** The law speaks of denunciations (Luật Tố cáo Đ.8, Đ.11): a complaint about a body is settled by that body first (Luật Khiếu nại Đ.17). */
export const PROTECTED_KIND = 'DENUNCIATION';

export function conflictsOf({ id, agencyId, actsFor = [] }: Person, { tree, headsOf, bodiesOf }: Standing): Conflicts {
  const served = [...(agencyId === null ? [] : [agencyId]), ...bodiesOf(id)];
  const bodies = [...new Set(served.flatMap((body) => tree.lineOf(body)))];
  return { people: [id, ...actsFor], bodies, superiors: bodies.flatMap((body) => headsOf(body)) };
}

/**
 * True for who is accused, their subordinates, whoever acts in their name, and an officer who handled the earlier instance:
 * they can neither receive, see, find, count nor approve the matter.
 */
export function isInConflict({ people, bodies, superiors }: Conflicts, matter: Matter): boolean {
  const { respondentOfficerId, respondentAgencyId, earlierHandlers = [] } = matter;
  if (respondentOfficerId !== null && people.includes(respondentOfficerId)) return true;
  if (earlierHandlers.some((handler) => people.includes(handler))) return true;
  if (matter.kind !== PROTECTED_KIND) return false;
  if (respondentAgencyId !== null && bodies.includes(respondentAgencyId)) return true;
  return respondentOfficerId !== null && superiors.includes(respondentOfficerId);
}

/**
 * The body that can answer for a matter that came to `agencyId`: itself, or for a denunciation of it, of its head, or of a body
 * above it, the nearest one above that is free. Null where nobody above is left.
 */
export function competentBody(agencyId: string, matter: Matter, standing: Standing): string | null {
  if (matter.kind !== PROTECTED_KIND) return agencyId;
  const line = standing.tree.lineOf(agencyId);
  const isAccused = (body: string) =>
    isInConflict({ people: standing.headsOf(body), bodies: [body], superiors: standing.headsOf(body) }, matter);
  // Whoever serves below an accused body depends on it, so only bodies above the highest accused one are free.
  const highest = line.findLastIndex(isAccused);
  return line[highest + 1] ?? null;
}
