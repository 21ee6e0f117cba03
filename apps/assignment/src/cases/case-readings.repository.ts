import type { Pool } from 'pg';
import { validate as isUuid } from 'uuid';
import type { StandingBook } from '@tiepdan/standing';
import type { BatchLoad } from '@tiepdan/subgraph';
import type { Case } from './case';
import type { CaseReadings } from './case-readings';
import { casesOfPetitionsWithin, casesWithin } from './case-reach.repository';

/** Cases for whoever asks: of what is out of their reach nothing is found. Throws AccessDenied where no duty reads cases. */
export function caseReadingsWithin(
  pool: Pool,
  standing: StandingBook,
): Pick<CaseReadings, 'cases' | 'casesOfPetitions'> {
  const forCaller =
    (read: typeof casesWithin): BatchLoad<Case> =>
    async (ids, context) => {
      const reach = (await context.access(standing)).reach('readCase');
      return read(
        pool,
        ids.filter((id) => isUuid(id)),
        reach,
      );
    };
  return { cases: forCaller(casesWithin), casesOfPetitions: forCaller(casesOfPetitionsWithin) };
}
