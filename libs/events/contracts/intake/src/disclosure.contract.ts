import { defineContract, identifier, instant, runningNumber, type EventOf } from '@tiepdan/event-contract';
import { z } from 'zod';

/** What intake tells about the opening of a denouncer's identity (mở danh tính người tố cáo): that it was, never whose it is. */
export const disclosureContract = defineContract('intake.disclosure.v1', {
  /** One custodian asks; version 1 of its aggregate. What for stays in intake. */
  DisclosureRequested: z.object({
    petitionId: identifier(),
    receivingAgencyId: identifier(),
    requestedById: identifier(),
  }),
  /** Another custodian agreed: the first one may read until then. Those who watch over it are to be told. */
  DisclosureApproved: z.object({
    petitionId: identifier(),
    petitionNumber: runningNumber(),
    receivingAgencyId: identifier(),
    requestedById: identifier(),
    approvedById: identifier(),
    openUntil: instant(),
    overseerIds: z.array(identifier()),
  }),
});
export type DisclosureEvent = EventOf<typeof disclosureContract>;
