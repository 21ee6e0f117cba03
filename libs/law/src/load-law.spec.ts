import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toDay } from '@tiepdan/dated-table';
import { loadLaw } from './law';
import { ruleVersionsAround } from './rules';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'law-'));
  cpSync('libs/law/data', directory, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Loads the real tables with one change; the text to be replaced must stand in the file. */
function loadWith(file: string, found: string, replacement: string) {
  const path = join(directory, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(found)) throw new Error(`${found} does not stand in ${file}`);
  writeFileSync(
    path,
    text.replace(found, () => replacement),
  );
  return loadLaw(directory);
}

const acceptOld = 'kn.accept.first.max|10|day|cal|complaint_received|Luật KN Đ.27|2012-07-01|2026-06-30|S2';

describe('the law is not loaded', () => {
  it.each([
    [
      'an unknown unit',
      'rules.psv',
      'xld.process_don.max|10|day|',
      'xld.process_don.max|10|fortnight|',
      /rules\.psv:\d+: unknown unit "fortnight"/,
    ],
    [
      'an unknown calendar',
      'rules.psv',
      'xld.process_don.max|10|day|cal',
      'xld.process_don.max|10|day|lunar',
      /rules\.psv:\d+: unknown calendar "lunar"/,
    ],
    [
      'a count that is no number',
      'rules.psv',
      'xld.process_don.max|10|',
      'xld.process_don.max|ten|',
      /rules\.psv:\d+: "ten" is no number/,
    ],
    ['a duplicate rule', 'rules.psv', acceptOld, `${acceptOld}\n${acceptOld}`, /rules\.psv:\d+: duplicate row/],
    [
      'overlapping versions, both ends included',
      'rules.psv',
      acceptOld,
      acceptOld.replace('2026-06-30', '2026-07-01'),
      /rules\.psv:\d+: the validity of kn\.accept\.first\.max overlaps that of rules\.psv:\d+/,
    ],
    ['an open version before a later one', 'rules.psv', acceptOld, acceptOld.replace('2026-06-30', ''), /overlaps/],
    [
      'a malformed date',
      'rules.psv',
      acceptOld,
      acceptOld.replace('2026-06-30', '2026-06-31'),
      /rules\.psv:\d+: malformed date "2026-06-31" in valid_to/,
    ],
    [
      'a validity that ends before it begins',
      'rules.psv',
      acceptOld,
      acceptOld.replace('2026-06-30', '2011-06-30'),
      /rules\.psv:\d+: valid_to comes before/,
    ],
    [
      'unknown evidence',
      'rules.psv',
      acceptOld,
      acceptOld.replace('|S2', '|X2'),
      /rules\.psv:\d+: unknown evidence "X2"/,
    ],
    [
      'a key that hides its direction',
      'rules.psv',
      'kn.dialogue_notice.min_before',
      'kn.dialogue_notice.min',
      /rules\.psv:\d+: only keys in/,
    ],
    ['another header', 'rules.psv', 'key|value|', 'rule|value|', /rules\.psv:1: the header must be/],
    [
      'a day that stands twice',
      'calendar.psv',
      '2026-09-02|holiday',
      '2026-09-01|in_lieu',
      /calendar\.psv:\d+: duplicate day 2026-09-01/,
    ],
    [
      'a day of a year not known',
      'calendar.psv',
      '2026-09-02|',
      '2031-09-02|',
      /calendar\.psv:\d+: the year of 2031-09-02/,
    ],
    [
      'a gap between the years',
      'calendar-years.psv',
      '2026|',
      '2028|',
      /calendar-years\.psv:4: the years must follow each other/,
    ],
    [
      'an unknown kind of day',
      'calendar.psv',
      '2026-09-02|holiday',
      '2026-09-02|party',
      /calendar\.psv:\d+: unknown kind "party"/,
    ],
    [
      'a decided holiday that is worked',
      'calendar.psv',
      'Quốc khánh|BLLĐ Đ.112|decided|rest',
      'Quốc khánh|BLLĐ Đ.112|decided|work',
      /calendar\.psv:\d+: a decided holiday/,
    ],
    ['a malformed day', 'calendar.psv', '2026-09-02|', '2026-9-2|', /calendar\.psv:\d+: malformed date/],
    ['an unknown convention', 'conventions.psv', 'C8|', 'C99|', /conventions\.psv:\d+: unknown convention/],
    [
      'a setting nothing follows',
      'conventions.psv',
      'C8|start_day',
      'C8|due_day',
      /conventions\.psv:\d+: unknown setting/,
    ],
    [
      'a missing convention',
      'conventions.psv',
      'C13|counts_as',
      'C6|roll',
      /conventions\.psv:1: convention C13 is missing/,
    ],
    [
      'a timer for an unknown rule',
      'timers.psv',
      'tc.initial.max',
      'tc.initial.least',
      /timers\.psv:\d+: tc\.initial\.least is no rule with a date/,
    ],
    [
      'a timer for a rule without a date',
      'timers.psv',
      'tc.initial.max',
      'tc.publish.media.min',
      /timers\.psv:\d+: tc\.publish\.media\.min is no rule/,
    ],
    [
      'a timer met by an unknown event',
      'timers.psv',
      'case-decided',
      'case-forgotten',
      /timers\.psv:\d+: unknown met_by "case-forgotten"/,
    ],
    [
      'a timer started by an unknown event',
      'timers.psv',
      'case-accepted|',
      'case-dreamt|',
      /timers\.psv:\d+: unknown event/,
    ],
    [
      'a code with two meanings',
      'codes/ineligible-reasons.psv',
      'N5|',
      'N4|',
      /ineligible-reasons\.psv:\d+: the validity of N4 \(COMPLAINT\) overlaps that of codes\/ineligible-reasons\.psv:5/,
    ],
    [
      'a label for an unknown rule',
      'rule-labels.psv',
      'label_en\n',
      'label_en\ntc.initial|Tên|Name\n',
      /rule-labels\.psv:\d+: label for unknown rule/,
    ],
    [
      'a rule without a label',
      'rule-labels.psv',
      'xld.guide_once.max|Số lần hướng dẫn cho một nội dung đơn|Guidance for one content\n',
      '',
      /rules\.psv:\d+: xld\.guide_once\.max has no label/,
    ],
    [
      'an empty label',
      'rule-labels.psv',
      'Số lần hướng dẫn cho một nội dung đơn',
      '',
      /rule-labels\.psv:\d+: a label is missing/,
    ],
    [
      'a gap between two versions that nobody declared',
      'rules.psv',
      acceptOld,
      acceptOld.replace('2026-06-30', '2026-06-28'),
      /rules\.psv:\d+: kn\.accept\.first\.max from 2026-06-29 to 2026-06-30 is covered by no version/,
    ],
    [
      'a declared gap that is none',
      'rule-gaps.psv',
      'evidence\n',
      'evidence\nkn.accept.first.max|2026-06-29|2026-06-30|-|S2\n',
      /rule-gaps\.psv:2: kn\.accept\.first\.max from 2026-06-29 to 2026-06-30 is no gap/,
    ],
    [
      'a gap without a reason',
      'rule-gaps.psv',
      'evidence\n',
      'evidence\nkn.accept.first.max|2026-06-29|2026-06-30||S2\n',
      /rule-gaps\.psv:2: a gap needs a reason/,
    ],
    [
      'a gap with a malformed date',
      'rule-gaps.psv',
      'evidence\n',
      'evidence\nkn.accept.first.max|2026-06-31|2026-06-30|-|S2\n',
      /rule-gaps\.psv:2: malformed date "2026-06-31" in gap_from/,
    ],
    [
      'a gap of unknown evidence',
      'rule-gaps.psv',
      'evidence\n',
      'evidence\nkn.accept.first.max|2026-06-29|2026-06-30|-|hearsay\n',
      /rule-gaps\.psv:2: unknown evidence "hearsay"/,
    ],
    [
      'a code with two meanings for one kind of petition',
      'codes/termination-grounds.psv',
      'ALREADY_DECIDED|DENUNCIATION',
      'FULL_WITHDRAWAL|DENUNCIATION',
      /termination-grounds\.psv:8: the validity of FULL_WITHDRAWAL \(DENUNCIATION\) overlaps/,
    ],
    [
      'a code for an unknown kind of petition',
      'codes/outcomes.psv',
      'SETTLED|FINDING|PROPOSAL;FEEDBACK',
      'SETTLED|FINDING|PROPOSAL;RUMOUR',
      /outcomes\.psv:\d+: unknown kinds "RUMOUR"/,
    ],
    [
      'a code for no kind of petition',
      'codes/complexity-criteria.psv',
      'A|COMPLAINT|',
      'A||',
      /complexity-criteria\.psv:2: unknown kinds ""/,
    ],
    [
      'a code of unknown evidence',
      'codes/reception-triggers.psv',
      '|S1',
      '|S',
      /reception-triggers\.psv:2: unknown evidence "S"/,
    ],
    [
      'a code without a Vietnamese label',
      'codes/outcomes.psv',
      'Khiếu nại đúng|',
      '|',
      /outcomes\.psv:2: a code or a label is missing/,
    ],
    [
      'a ground told in an unknown way',
      'codes/refusal-grounds.psv',
      'L1|ORAL',
      'L1|SUNG',
      /refusal-grounds\.psv:2: unknown reply "SUNG"/,
    ],
    [
      'a list that names an unknown rule',
      'codes/complaint-bars.psv',
      'kn.statute.max',
      'kn.statute.least',
      /complaint-bars\.psv:7: unknown rule kn\.statute\.least in rules/,
    ],
    [
      'an outcome of an unknown instance',
      'codes/outcomes.psv',
      'FIRST;CONTINUED',
      'FIRST;THIRD',
      /outcomes\.psv:\d+: unknown instances "THIRD"/,
    ],
    [
      'a complexity reached by no criterion',
      'codes/complexity-levels.psv',
      'DENUNCIATION|2',
      'DENUNCIATION|0',
      /complexity-levels\.psv:4: "0" in criteria_min is no number from 1/,
    ],
    [
      'two labels for one rule',
      'rule-labels.psv',
      'tc.initial.extended.max|',
      'tc.initial.max|',
      /rule-labels\.psv:\d+: duplicate label/,
    ],
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => loadWith(file, found, replacement)).toThrow(message);
  });
});

describe('the calendar version', () => {
  it('changes when a day changes and not when its document does', () => {
    const version = loadLaw(directory).calendar.version;
    expect(loadWith('calendar.psv', '10065/VPCP-KGVX', '10066/VPCP-KGVX').calendar.version).toBe(version);
    expect(loadWith('calendar.psv', '|expected|rest', '|expected|work').calendar.version).not.toBe(version);
  });
});

describe('a declared gap', () => {
  it('lets a rule rest between two versions', () => {
    writeFileSync(
      join(directory, 'rule-gaps.psv'),
      'key|gap_from|gap_to|reason|evidence\nkn.accept.first.max|2026-06-29|2026-06-30|bãi bỏ trước khi thay thế|S2\n',
    );
    const { rules } = loadWith('rules.psv', acceptOld, acceptOld.replace('2026-06-30', '2026-06-28'));
    expect(ruleVersionsAround(rules, 'kn.accept.first.max', toDay('2026-06-29'))).toMatchObject({
      inForce: null,
      predecessor: { value: '10', unitLabel: 'ngày' },
      successor: { value: '7', unitLabel: 'ngày làm việc' },
    });
  });
});
