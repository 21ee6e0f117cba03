import { PAGE_SIZE_MAX, type BatchLoad } from '@tiepdan/subgraph';
import type { LoadForCaller } from '../reach/load-for-caller.repository';
import type { Petition } from './petition';
import { duplicatesOf, petitionsByIds, petitionsOfVisits } from './petition.repository';

export interface PetitionLoaders {
  readonly petitions: BatchLoad<Petition>;
  /** Of petitions, the first of those that repeat each. */
  readonly duplicates: BatchLoad<Petition[]>;
  readonly petitionsOfVisits: BatchLoad<Petition[]>;
}

const FIRST_DUPLICATES = { limit: PAGE_SIZE_MAX + 1, after: null };

export const petitionLoaders = (load: LoadForCaller): PetitionLoaders => ({
  petitions: load('readPetition', petitionsByIds),
  duplicates: load('readPetition', (client, ids, reach) => duplicatesOf(client, ids, reach, FIRST_DUPLICATES)),
  petitionsOfVisits: load('readPetition', petitionsOfVisits),
});
