import { PAGE_SIZE_MAX, type BatchLoad } from '@tiepdan/subgraph';
import type { Case, CaseDeadline } from './case';
import type { CaseHistoryEntry } from './case-history';

/** A page and one more, which tells whether it is the last. */
export const HISTORY_BATCH_MAX = PAGE_SIZE_MAX + 1;

/** Batched loaders of cases; each is one statement for all of a request. */
export interface CaseLoaders {
  readonly cases: BatchLoad<Case>;
  readonly casesOfPetitions: BatchLoad<Case>;
  readonly deadlines: BatchLoad<CaseDeadline[]>;
  readonly petitions: BatchLoad<string[]>;
  readonly firstHistory: BatchLoad<CaseHistoryEntry[]>;
}
