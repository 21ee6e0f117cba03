import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import { eventHeading, type Case } from './case';
import { outOfStep } from './case-keeping';

/** A petition that leaves its case for another one. */
export interface Join {
  readonly petitionId: string;
  readonly caseId: string;
  readonly joinedOn: Day;
}

/** Who belongs to which case while a set of duplicates joins; the last word about each petition counts. */
export class JoinedCases {
  private readonly moved = new Map<string, Join>();
  private readonly caseOf = new Map<string, string>();

  /** `cases` by their ids are changed here: each petition that joins one raises its version. */
  constructor(
    private readonly cases: Map<string, Case>,
    private readonly petitions: Map<string, string[]>,
  ) {
    for (const [caseId, ofCase] of petitions) for (const petitionId of ofCase) this.caseOf.set(petitionId, caseId);
  }

  get joins(): readonly Join[] {
    return [...this.moved.values()];
  }

  /**
   * Moves a case's petitions, also those that had joined it before, to the case a petition belongs to now. Nothing is merged or
   * deleted. Refuses ORIGINAL_UNKNOWN.
   */
  join(fromCaseId: string, originalPetitionId: string, joinedOn: Day): CaseEvent[] {
    const intoId = this.caseOf.get(originalPetitionId);
    if (intoId === undefined || intoId === fromCaseId) throw outOfStep('ORIGINAL_UNKNOWN');
    const moving = this.petitions.get(fromCaseId) ?? [];
    this.petitions.set(fromCaseId, []);
    this.petitions.set(intoId, [...(this.petitions.get(intoId) ?? []), ...moving]);
    return moving.map((petitionId) => {
      this.caseOf.set(petitionId, intoId);
      this.moved.set(petitionId, { petitionId, caseId: intoId, joinedOn });
      return this.petitionJoined(intoId, petitionId, joinedOn);
    });
  }

  private petitionJoined(intoId: string, petitionId: string, joinedOn: Day): CaseEvent {
    const into = this.cases.get(intoId)!;
    const joined = { ...into, version: into.version + 1 };
    this.cases.set(intoId, joined);
    return { ...eventHeading(joined), type: 'CasePetitionJoined', data: { petitionId, joinedOn } };
  }
}
