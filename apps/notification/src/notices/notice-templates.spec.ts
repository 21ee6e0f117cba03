import { announce } from './announce';
import { noticeId, type NewNotice } from './notice';
import { anAcceptedCase } from './notice.examples';
import { renderNotice } from './notice-templates';

const accepted = (event: Parameters<typeof announce>[0]): NewNotice => announce(event)[0]!;

const textOf = (notice: NewNotice) => {
  const { subject, paragraphs } = renderNotice(notice.template, notice.templateVersion, {
    ...notice.particulars,
    agencyName: 'Ban Tiếp công dân tỉnh',
  });
  return [subject, ...paragraphs].join('\n');
};

describe('the notice of acceptance', () => {
  it('tells a complainant the numbers, the day of acceptance and the last day of settlement', () => {
    const text = textOf(accepted(anAcceptedCase()));
    for (const part of [
      'BTCD-D-2026-000012',
      'BTCD-KN-2026-000007',
      '24/08/2026',
      '23/09/2026',
      '15/TB-BTCD',
      'Ban Tiếp công dân tỉnh',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/[{}]/);
  });

  it('tells a denouncer neither the matter nor a case number that would name its kind', () => {
    const text = textOf(accepted(anAcceptedCase(1, { kind: 'DENUNCIATION', caseNumber: 'BTCD-TC-2026-000003' })));
    expect(text).not.toContain('BTCD-TC');
    expect(text).not.toMatch(/tố cáo|khiếu nại/i);
  });

  it('is the same notice however often its event is read', () => {
    expect(accepted(anAcceptedCase()).id).toBe(accepted(anAcceptedCase()).id);
    expect(noticeId(anAcceptedCase(1), 0)).not.toBe(noticeId(anAcceptedCase(2), 0));
  });

  it('cannot be rendered with a placeholder left open', () => {
    expect(() => renderNotice('case-accepted', 1, {})).toThrow('misses');
  });
});
