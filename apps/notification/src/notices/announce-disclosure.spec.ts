import { announceDisclosure } from './announce-disclosure';
import { agencyId, caseId } from './notice.examples';
import { renderNotice } from './notice-templates';

const [requestedById, approvedById, overseer, other] = [caseId(1), caseId(2), caseId(3), caseId(4)];

describe('the notice that an identity was opened', () => {
  const notices = announceDisclosure({
    topic: 'intake.disclosure.v1',
    type: 'DisclosureApproved',
    aggregateId: caseId(5),
    aggregateVersion: 2,
    position: 1,
    occurredAt: '2026-11-26T02:00:00.000Z',
    recordedAt: '2026-11-26T02:00:00.100Z',
    data: {
      petitionId: caseId(6),
      petitionNumber: 'BTCD-D-2026-000012',
      receivingAgencyId: agencyId,
      requestedById,
      approvedById,
      openUntil: '2026-11-26T19:05:00.000Z',
      overseerIds: [overseer, other],
    },
  });

  it('goes to each officer who watches over openings, and says until when by the clock of the province', () => {
    expect(notices.map(({ officerId }) => officerId)).toEqual([overseer, other]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
    const { paragraphs } = renderNotice(notices[0]!.template, 1, notices[0]!.particulars);
    expect(paragraphs.join(' ')).toContain('02 giờ 05 phút ngày 27/11/2026');
  });

  it('is closed like everything about a denunciation until it is known whom it is about', () => {
    expect(notices[0]!.template).toMatch(/^denunciation-/);
  });
});
