import type { Recorded } from '@tiepdan/event-contract';
import { announce } from './announce';
import { announcements, type AnnouncedEvent } from './announcements';
import {
  agencyId,
  anAcceptedCase,
  anApprovedDisclosure,
  anImportedDirective,
  caseId,
  movedDeadlines,
} from './notice.examples';
import { renderNotice } from './notice-templates';
import { noticeTexts } from './notice-texts';

const [overseer, other] = [caseId(3), caseId(4)];
const disclosure = anApprovedDisclosure([overseer, other]);
const directive = anImportedDirective([
  { text: 'Sở Nội vụ', agencyId, group: false },
  { text: 'các xã', agencyId: null, group: true },
]);
/** At least one event for each notice of the table. */
const events: readonly Recorded<AnnouncedEvent>[] = [
  ...(['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const).map((kind) => anAcceptedCase(1, { kind })),
  movedDeadlines(1, null),
  disclosure,
  directive,
];

describe('the table of announcements', () => {
  const made = events.flatMap(announce);

  it('makes a notice from every text, and has a text for every notice', () => {
    expect(new Set(made.map(({ template }) => template))).toEqual(new Set(Object.keys(noticeTexts)));
    const rows = Object.values(announcements).flat();
    expect(new Set(rows.map(({ template }) => template))).toEqual(new Set(Object.keys(noticeTexts)));
  });

  it('fills every field of every text', () => {
    for (const { template, templateVersion, particulars } of made) {
      const { subject, paragraphs } = renderNotice(template, templateVersion, { ...particulars, agencyName: 'Ban' });
      expect([subject, ...paragraphs].join('\n')).not.toMatch(/[{}]|undefined/);
    }
  });

  it('makes of an event that is read again the same notices as the first time, whatever was added since', () => {
    const idsOf = (event: Recorded<AnnouncedEvent>) => announce(event).map(({ id }) => id);
    expect([anAcceptedCase(1), movedDeadlines(1, null), disclosure, directive].map(idsOf)).toEqual([
      ['e840ba9d-57c0-5bae-a95d-484c5732796f'],
      ['56586518-0a22-5098-9a78-f1a6a726efc2'],
      ['4c7075ee-5ece-5471-8f1f-d7fb43adb208', 'a80ce7a4-63b4-59f8-9a09-bb8f029f4b0d'],
      ['180d384d-77b0-5a33-ab91-a7ed4d34286f', 'f1793aed-6849-555d-a57c-bab6bc1c880f'],
    ]);
  });

  it('makes no notice of most events', () => {
    const { data } = anAcceptedCase();
    const closed = { agencyId: data.agencyId, state: 'WITHDRAWN', closedOn: '2026-08-25' };
    expect(announce({ ...anAcceptedCase(), type: 'CaseClosed', data: closed })).toEqual([]);
  });
});

describe('the notice that an identity was opened', () => {
  const notices = announce(disclosure);

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
