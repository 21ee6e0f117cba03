import type { Pool } from 'pg';
import { validate as isUuid } from 'uuid';
import type { StandingBook } from '@tiepdan/standing';
import type { CaseReadings } from './case-readings';
import { casesOfPetitionsWithin, casesWithin } from './case-reach.repository';

/** Cases for whoever asks: of what is out of their reach nothing is found. Throws AccessDenied where no duty reads cases. */
export const caseReadingsWithin = (
  pool: Pool,
  standing: StandingBook,
): Pick<CaseReadings, 'cases' | 'casesOfPetitions'> => ({
  cases: async (ids, context) => {
    const reach = (await context.access(standing)).reach('readCase');
    return casesWithin(
      pool,
      ids.filter((id) => isUuid(id)),
      reach,
    );
  },
  casesOfPetitions: async (ids, context) => {
    const reach = (await context.access(standing)).reach('readCase');
    return casesOfPetitionsWithin(
      pool,
      ids.filter((id) => isUuid(id)),
      reach,
    );
  },
});
