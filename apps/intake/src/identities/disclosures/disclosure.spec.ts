import type { Refusal } from '@tiepdan/refusal';
import { approve, request, statusOf } from './disclosure';

const denunciation = { id: 'petition', denouncerProtected: true };
const asked = { id: 'd1', purpose: ' Xác minh nội dung tố cáo ', requestedById: 'one' };
const at = new Date('2026-11-26T02:00:00Z');
const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as Refusal).details.code;
  }
};

describe("the opening of a denouncer's identity", () => {
  const pending = request(denunciation, asked, at);

  it('begins with a purpose, and only where an identity is protected', () => {
    expect(pending).toMatchObject({ purpose: 'Xác minh nội dung tố cáo', approvedById: null, openUntil: null });
    expect(codeOf(() => request(denunciation, { ...asked, purpose: ' \n\u00a0' }, at))).toBe('PURPOSE_EMPTY');
    expect(codeOf(() => request(denunciation, { ...asked, purpose: 'x'.repeat(501) }, at))).toBe('TEXT_TOO_LONG');
    expect(codeOf(() => request({ ...denunciation, denouncerProtected: false }, asked, at))).toBe(
      'IDENTITY_NOT_PROTECTED',
    );
  });

  it('is never approved by who asked, nor by who acts in their name', () => {
    expect(codeOf(() => approve(pending, 'one', ['one'], at))).toBe('SECOND_PERSON_REQUIRED');
    expect(codeOf(() => approve(pending, 'two', ['two', 'one'], at))).toBe('SECOND_PERSON_REQUIRED');
  });

  it('opens for an hour, once, and is then over by itself', () => {
    const open = approve(pending, 'two', ['two'], later(23));
    expect(open.openUntil).toEqual(later(24));
    expect([statusOf(pending, at), statusOf(open, later(23.9)), statusOf(open, later(24))]).toEqual([
      'PENDING',
      'OPEN',
      'ENDED',
    ]);
    expect(codeOf(() => approve(open, 'three', ['three'], later(23.5)))).toBe('DISCLOSURE_APPROVED_BEFORE');
  });

  it('lapses when nobody approves within 24 hours', () => {
    expect(statusOf(pending, later(24))).toBe('LAPSED');
    expect(codeOf(() => approve(pending, 'two', ['two'], later(24)))).toBe('DISCLOSURE_LAPSED');
  });
});
