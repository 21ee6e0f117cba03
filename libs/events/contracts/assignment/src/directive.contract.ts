import {
  count,
  day,
  defineContract,
  flag,
  identifier,
  officialText,
  runningNumber,
  type EventOf,
} from '@tiepdan/event-contract';
import { z } from 'zod';

/** What assignment tells about a directive (thông báo kết luận): a published document and its addressees. */
export const directiveContract = defineContract('assignment.directive.v1', {
  DirectiveImported: z.object({
    documentNumber: runningNumber().nullable(),
    title: officialText(),
    issuedOn: day().nullable(),
    importedOn: day(),
    issuerId: identifier().nullable(),
    taskCount: count(),
    recipients: z.array(
      z.object({
        /** As printed under "Nơi nhận". */
        text: officialText(500),
        agencyId: identifier().nullable(),
        group: flag(),
      }),
    ),
  }),
});
export type DirectiveEvent = EventOf<typeof directiveContract>;
