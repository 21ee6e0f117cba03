import {
  code,
  codeOf,
  count,
  day,
  defineContract,
  flag,
  identifier,
  instant,
  runningNumber,
  type EventOf,
} from '@tiepdan/event-contract';
import { z } from 'zod';

/** What intake tells about a visit (lượt tiếp): how many came and under which kind of reception, never who. */
export const visitContract = defineContract('intake.visit.v1', {
  VisitRegistered: z.object({
    number: runningNumber(),
    agencyId: identifier(),
    receptionKind: codeOf(['REGULAR', 'PERIODIC', 'AD_HOC']),
    /** Who received: the column group of form 01/TCD. */
    receivedBy: codeOf(['REGULAR', 'HEAD', 'AUTHORISED']),
    arrivedAt: instant(),
    arrivedOn: day(),
    officerId: identifier(),
    visitorCount: count(),
    firstVisit: flag(),
    petitionIds: z.array(identifier()),
    refusalGround: code().nullable(),
  }),
});
export type VisitEvent = EventOf<typeof visitContract>;
