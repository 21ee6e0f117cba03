import { visitContract, type VisitEvent } from '@tiepdan/contract-intake';
import type { Visit } from './visit';

/** What others learn of a visit: how many came under which kind of reception, never who. */
export const visitRegistered = (visit: Visit, petitionIds: readonly string[]): VisitEvent => ({
  topic: visitContract.topic,
  type: 'VisitRegistered',
  aggregateId: visit.id,
  aggregateVersion: visit.version,
  data: {
    number: visit.number,
    agencyId: visit.agencyId,
    receptionKind: visit.receptionKind,
    // Regular reception is an officer's duty, any other the head's own (Luật TCD Đ.18).
    receivedBy: visit.receptionKind === 'REGULAR' ? 'REGULAR' : 'HEAD',
    arrivedAt: visit.arrivedAt.toISOString(),
    arrivedOn: visit.arrivedOn,
    officerId: visit.officerId,
    visitorCount: visit.visitorCount,
    firstVisit: visit.firstVisit,
    petitionIds: [...petitionIds],
    refusalGround: visit.refusalGround,
  },
});
