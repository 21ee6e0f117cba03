import { validate as isUuid } from 'uuid';
import type { AccessBook, Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { Reader } from '@tiepdan/standing';
import type { BatchLoad } from '@tiepdan/subgraph';
import { petitionsOfCases } from './case-petition.repository';
import { HISTORY_BATCH_MAX, type CaseLoaders } from './case-loaders';
import { historyOfCases } from './case-history.repository';
import { casesOfPetitionsWithin, casesWithin } from './case-reach.repository';
import { deadlinesOfCases } from './case.repository';

/** Cases for whoever asks: of what is out of their reach nothing is found. Throws AccessDenied where no duty reads cases. */
export function caseLoadersWithin(reader: Reader, standing: AccessBook): CaseLoaders {
  const forCaller =
    <Found>(
      read: (client: Queryable, ids: readonly string[], reach: Reach) => Promise<Map<string, Found>>,
    ): BatchLoad<Found> =>
    async (ids, context) => {
      const reach = (await context.access(standing)).reach('readCase');
      return read(
        reader.within(reach),
        ids.filter((id) => isUuid(id)),
        reach,
      );
    };
  return {
    cases: forCaller(casesWithin),
    casesOfPetitions: forCaller(casesOfPetitionsWithin),
    deadlines: forCaller(deadlinesOfCases),
    petitions: forCaller(petitionsOfCases),
    firstHistory: forCaller((client, ids) => historyOfCases(client, ids, HISTORY_BATCH_MAX)),
  };
}
