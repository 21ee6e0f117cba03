import { codeOf, code, day, defineContract, identifier, officialText, type EventOf } from '@tiepdan/event-contract';
import { z } from 'zod';

/** What assignment tells about public bodies, so that others can check and name them on a given day. */
export const agencyContract = defineContract('assignment.agency.v1', {
  /** The whole dated record; each later version replaces the one before. */
  AgencyRegistered: z.object({
    /** Identifies a body together with its days only: codes are reused after mergers. */
    code: code(),
    name: officialText(200),
    level: codeOf(['CENTRAL', 'PROVINCE', 'DEPARTMENT', 'DISTRICT', 'COMMUNE', 'PUBLIC_UNIT', 'PARTY', 'ELECTED']),
    parentId: identifier().nullable(),
    existsFrom: day(),
    /** Last day of existence, inclusive; null while it exists. */
    existsTo: day().nullable(),
  }),
});
export type AgencyEvent = EventOf<typeof agencyContract>;
