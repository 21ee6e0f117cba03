import { readFileSync } from 'node:fs';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { Refusal } from '@tiepdan/refusal';
import type { Agency } from '../agencies/agency';
import type { Party } from './directive';
import { DIRECTIVE_CHARACTERS_MAX, importDirective, RECIPIENTS_MAX, TASKS_MAX } from './import-directive';

const province = loadProvince('libs/law/province/data');
const bodies: Agency[] = province.agencies.map((agency) => ({ ...agency, version: 1 }));
const today = toDay('2026-11-24');
const example = readFileSync('docs/examples/notice-of-conclusions.txt', 'utf8');
const importText = (text: string, issuer?: string) => importDirective({ text, issuer }, bodies, today);
const refusalOf = (text: string, issuer?: string) => {
  try {
    importText(text, issuer);
  } catch (error) {
    if (error instanceof Refusal) return error.details;
    throw error;
  }
  return null;
};
const codeOf = (party: Party) =>
  `${party.text} = ${province.agencyById(party.agencyId ?? '')?.code ?? (party.group ? 'group' : '?')}`;
const findingsOf = (text: string) => importText(text).directive.findings.map(({ code, task }) => [code, task]);

describe('the example in the documentation', () => {
  const { directive } = importText(example);

  it('is read whole', () => {
    expect(directive).toMatchObject({
      documentNumber: '18/TB-VPUBND',
      issuedOn: '2026-03-12',
      meetingOn: '2026-03-10',
      signatory: { name: 'Hoàng Thanh Thủy', capacity: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'] },
      fileCopies: ['VT', 'NC', 'KTN (02 bản)'],
      version: 1,
    });
    expect(codeOf(directive.issuer!)).toBe('Phó Chủ tịch UBND tỉnh = UBND');
    expect(directive.attendees.map(codeOf)).toEqual([
      'Văn phòng UBND tỉnh = VPUBND',
      'Thanh tra tỉnh = TTT',
      'Sở Nông nghiệp và Môi trường = SNNMT',
      'Sở Xây dựng = SXD',
      'Sở Văn hóa, Thể thao và Du lịch = SVHTTDL',
      'Ban Tiếp công dân tỉnh = BTCD',
      'UBND các xã, phường có đơn tồn đọng = group',
    ]);
    expect(directive.recipients.map(codeOf)).toEqual([
      'Thường trực Tỉnh ủy (để báo cáo) = TTTU',
      'Thường trực HĐND tỉnh = TTHDND',
      'Chủ tịch và các Phó Chủ tịch UBND tỉnh = group',
      'Các sở, ban, ngành = group',
      'Thanh tra tỉnh = TTT',
      'Công an tỉnh = CAT',
      'Ban TCD tỉnh = BTCD',
      'UBND các xã, phường = group',
    ]);
  });
  it('says who does what with whom by when; a sub-item takes over from its item', () => {
    expect(
      directive.tasks.map(({ number, lead, coordinators, due }) => [
        number,
        lead.map(codeOf).join('; '),
        coordinators.map(codeOf).join('; '),
        due?.date ?? due?.recurrence ?? due?.event ?? null,
      ]),
    ).toEqual([
      ['1', 'Chủ tịch UBND các xã, phường = group', '', null],
      [
        '2',
        'Sở Nông nghiệp và Môi trường = SNNMT',
        'Sở Xây dựng = SXD; Sở Văn hóa, Thể thao và Du lịch = SVHTTDL; UBND các xã, phường liên quan = group',
        '2026-06-30',
      ],
      ['3', 'Thanh tra tỉnh = TTT', '', null],
      ['3.1', 'Thanh tra tỉnh = TTT', '', '2026-09-30'],
      ['3.2', 'Thanh tra tỉnh = TTT', 'Sở Tư pháp = STP', 'Thanh tra Chính phủ ban hành văn bản mới'],
      ['4', 'Ban Tiếp công dân tỉnh = BTCD', '', null],
      ['4.1', 'Ban Tiếp công dân tỉnh = BTCD', '', 'FREQ=MONTHLY;BYMONTHDAY=25'],
      ['4.2', 'Ban Tiếp công dân tỉnh = BTCD', '', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
      ['5', 'Công an tỉnh = CAT', '', 'kỳ họp giữa năm của HĐND tỉnh'],
    ]);
    expect(directive.tasks.every(({ status, reports }) => status === 'ISSUED' && reports.length === 0)).toBe(true);
  });
  it('would give a sub-item without a time that of its item', () => {
    const text = example.replace(
      /^5\. .*$/mu,
      '5. Giao Công an tỉnh thực hiện trước ngày 01/7/2026:\n- Nắm tình hình.',
    );
    expect(importText(text).directive.tasks.at(-1)).toMatchObject({ number: '5.1', due: { date: '2026-07-01' } });
  });
  it('has exactly the oddities it was given', () => {
    expect(findingsOf(example)).toEqual([
      ['TASKED_BUT_NOT_PRESENT', '5'],
      ['TASK_WITHOUT_DUE', '1'],
      ['UNRESOLVED_ABBREVIATION', null],
    ]);
  });
});

describe('what is odd about a notice', () => {
  it.each([
    ['ISSUED_BEFORE_MEETING', 'Ngày 10 tháng 3', 'Ngày 20 tháng 3', null],
    ['NO_DOCUMENT_NUMBER', 'Số: 18/TB-VPUBND', 'Số:    /TB-VPUBND', null],
    ['NO_ISSUE_DAY', 'ngày 12 tháng 3 năm', 'ngày    tháng    năm', null],
    ['NO_SIGNATORY', 'Hoàng Thanh Thủy', '', null],
    ['TASKED_BUT_NOT_RECIPIENT', '- Công an tỉnh;\n', '', '5'],
    ['TASKED_BUT_NOT_PRESENT', ', Ban Tiếp công dân tỉnh, UBND', ', UBND', '4'],
    ['DUE_BEFORE_ISSUE', '30/6/2026', '30/6/2025', '2'],
    ['TASK_WITHOUT_LEAD', '5. Giao Công an tỉnh bảo đảm', '5. Bảo đảm', '5'],
  ])('%s is found, with a sentence and a quote', (code, printed, changed, task) => {
    expect(example).toContain(printed);
    // Without addressees in the introduction, a task that names nobody is nobody's.
    const text = example
      .replace(printed, changed)
      .replace('yêu cầu các sở, ngành và UBND các xã, phường tập trung', 'yêu cầu');
    const found = importText(text).directive.findings.filter(
      (finding) => finding.code === code && finding.task === task,
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.message).toMatch(/^\p{Lu}.*\.$/u);
  });
  it('a group is not told by telling one of its members, and the sentence says so', () => {
    const text = example
      .replace('Giao Công an tỉnh bảo đảm', 'Công an tỉnh, công an các huyện, thị xã chủ động bảo đảm')
      .replace('- Công an tỉnh;', '- Công an tỉnh;\n- Công an huyện Hòa Hải;');
    const found = importText(text).directive.findings.find(({ code }) => code === 'TASKED_BUT_NOT_RECIPIENT');
    expect(found!.message).toContain('chỉ có Công an huyện Hòa Hải');
    expect(found!.task).toBe('5');
  });
  it('nothing is said about lists the document does not have', () => {
    const text = example.replace(/Cùng dự có[^\n]*/u, '').replace(/Nơi nhận:[^]*Lưu[^\n]*/u, '');
    const codes = findingsOf(text).map(([code]) => code);
    expect(codes).toContain('NO_RECIPIENTS');
    expect(codes).not.toContain('TASKED_BUT_NOT_PRESENT');
    expect(codes).not.toContain('TASKED_BUT_NOT_RECIPIENT');
  });
});

describe('bodies', () => {
  it('are those of the day of the document', () => {
    const oldNotice = example
      .replaceAll('2026', '2021')
      .replaceAll('Sở Nông nghiệp và Môi trường', 'Sở Tài nguyên và Môi trường');
    expect(codeOf(importText(oldNotice).directive.tasks[1]!.lead[0]!)).toBe('Sở Tài nguyên và Môi trường = STNMT');
    const newNotice = example.replaceAll('Sở Nông nghiệp và Môi trường', 'Sở Tài nguyên và Môi trường');
    expect(codeOf(importText(newNotice).directive.tasks[1]!.lead[0]!)).toBe('Sở Tài nguyên và Môi trường = ?');
  });
  it('the issuer the caller names outweighs the title, and the difference is found', () => {
    const inspectorate = province.agencyByCode('TTT', today)!.id;
    const { directive } = importText(example, inspectorate);
    expect(directive.issuer).toEqual({ text: 'Phó Chủ tịch UBND tỉnh', agencyId: inspectorate, group: false });
    expect(directive.findings.map(({ code }) => code)).toContain('ISSUER_DIFFERS');
  });
  it('the issuer is nobody where the document does not say', () => {
    const text = example
      .replace('Kết luận của Phó Chủ tịch UBND tỉnh Đỗ Minh Khang tại', 'Kết luận')
      .replace(/^UBND TỈNH\nVĂN PHÒNG\n/u, '');
    expect(importText(text).directive.issuer).toBeNull();
  });
});

describe('the event', () => {
  const { event } = importText(
    example.replace('- Công an tỉnh;', '- Công an tỉnh;\n- Đ/c Lý Văn Phúc, Phó Giám đốc Sở Y tế;'),
  );

  it('tells of the document and its addressees', () => {
    expect(event.data).toMatchObject({
      documentNumber: '18/TB-VPUBND',
      issuedOn: '2026-03-12',
      importedOn: today,
      taskCount: 9,
    });
    expect(event.data.recipients).toHaveLength(9);
    expect(event.data.title).toMatch(/^Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về/u);
  });
  it('carries no name of a person, though the document does', () => {
    const told = JSON.stringify(event);
    for (const name of ['Đỗ Minh Khang', 'Hoàng Thanh Thủy', 'Lý Văn Phúc']) expect(told).not.toContain(name);
    expect(told).toContain('Phó Giám đốc Sở Y tế');
  });
  it('carries no name of a person that stands in the title only', () => {
    const titleOnly = importText(example.replace('đồng chí Đỗ Minh Khang, ', ''));
    expect(titleOnly.directive.title).toContain('Đỗ Minh Khang');
    expect(JSON.stringify(titleOnly.event)).not.toContain('Đỗ Minh Khang');
  });
});

describe('what is refused', () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => `- Việc ${at}.`).join('\n');

  it.each([
    ['an empty text', '', 'DIRECTIVE_NOT_RECOGNISED', 'text'],
    ['a text of another kind', 'Kính gửi các cơ quan.\n1. Xin báo cáo.', 'DIRECTIVE_NOT_RECOGNISED', 'text'],
    ['a text that is too long', 'a'.repeat(DIRECTIVE_CHARACTERS_MAX + 1), 'TEXT_TOO_LONG', 'text'],
    ['too many tasks', example.replace('4. Giao', `${numbered(TASKS_MAX)}\n4. Giao`), 'DIRECTIVE_TOO_LARGE', 'text'],
    [
      'too many recipients',
      example.replace('Nơi nhận:', `Nơi nhận:\n${numbered(RECIPIENTS_MAX)}`),
      'DIRECTIVE_TOO_LARGE',
      'text',
    ],
  ])('%s', (_, text, code, field) => expect(refusalOf(text)).toMatchObject({ code, field }));

  it('an issuer no register knows', () => {
    expect(refusalOf(example, 'nobody')).toMatchObject({ code: 'AGENCY_UNKNOWN', field: 'issuer' });
  });
  it.each([
    ['one endless list', 'các sở, '],
    ['endless work together', 'phối hợp với các sở, ngành và '],
    ['endless brackets', 'Sở Y tế (cơ quan, '],
    ['endless blanks', ' \u00a0'],
    ['endless dates', 'trước ngày 30/6/2026, '],
    ['endless titles', 'Phó Chủ tịch '],
    ['endless marks', '- + '],
    ['endless lines', '\nA'],
    ['endless numbers', '1'],
    ['endless semicolons', ';'],
  ])('nothing, but soon, for %s', (_, unit) => {
    const text = example.replace('5. Giao', `5. Giao ${unit.repeat(Math.floor(180_000 / unit.length))}`);
    const startedAt = performance.now();
    importText(text);
    refusalOf(example.replace('tại cuộc họp', unit.repeat(Math.floor(180_000 / unit.length))));
    refusalOf(example.replace('Nơi nhận:', `Nơi nhận: ${unit.repeat(Math.floor(180_000 / unit.length))}`));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
