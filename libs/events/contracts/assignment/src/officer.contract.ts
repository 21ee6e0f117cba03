import { code, day, defineContract, flag, identifier, type EventOf } from '@tiepdan/event-contract';
import { z } from 'zod';

/** What assignment tells about officers: ids, duties and days, never a name. */
export const officerContract = defineContract('assignment.officer.v1', {
  /** The whole dated record; each later version replaces the one before. */
  OfficerRegistered: z.object({
    /** The body the officer serves in. */
    agencyId: identifier(),
    duties: z.array(
      z.object({
        role: code(),
        agencyId: identifier(),
        validFrom: day(),
        /** Last day, inclusive; null until further notice. */
        validTo: day().nullable(),
      }),
    ),
    /** True while nothing may be done in their name. */
    suspended: flag(),
  }),
});
export type OfficerEvent = EventOf<typeof officerContract>;
