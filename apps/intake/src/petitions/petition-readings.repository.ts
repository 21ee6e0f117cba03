import type { Operation, Reach } from '@tiepdan/access';
import { PAGE_SIZE_MAX, type BatchLoad, type SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import type { StatedPerson } from '../people/person';
import { petitionersOf, visitorsOf } from '../people/person.repository';
import type { Visit } from '../visits/visit';
import { visitsByIds } from '../visits/visit.repository';
import type { Petition } from './petition';
import { duplicatesOf, petitionsByIds, petitionsOfVisits } from './petition.repository';

/** What the resolvers of a request read by id, each kind with one statement, and each for the caller alone. */
export interface Readings {
  readonly petitions: BatchLoad<Petition>;
  readonly visits: BatchLoad<Visit>;
  readonly petitioners: BatchLoad<StatedPerson[]>;
  readonly visitors: BatchLoad<StatedPerson[]>;
  readonly duplicates: BatchLoad<Petition[]>;
  readonly petitionsOfVisits: BatchLoad<Petition[]>;
}

export function openReadings({ pool, standing }: Pick<Dependencies, 'pool' | 'standing'>): Readings {
  const forCaller =
    <Found>(
      operation: Operation,
      read: (ids: readonly string[], reach: Reach) => Promise<Map<string, Found>>,
    ): BatchLoad<Found> =>
    async (ids, context: SubgraphContext) =>
      read(ids, (await context.access(standing)).reach(operation));
  const firstDuplicates = { limit: PAGE_SIZE_MAX + 1, after: null };
  return {
    petitions: forCaller('readPetition', (ids, reach) => petitionsByIds(pool, ids, reach)),
    visits: forCaller('readVisit', (ids, reach) => visitsByIds(pool, ids, reach)),
    petitioners: forCaller('readPetitionContent', (ids, reach) => petitionersOf(pool, ids, reach)),
    visitors: forCaller('readPetitionContent', (ids, reach) => visitorsOf(pool, ids, reach)),
    duplicates: forCaller('readPetition', (ids, reach) => duplicatesOf(pool, ids, reach, firstDuplicates)),
    petitionsOfVisits: forCaller('readPetition', (ids, reach) => petitionsOfVisits(pool, ids, reach)),
  };
}
