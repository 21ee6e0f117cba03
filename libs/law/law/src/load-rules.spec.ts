import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDay } from '@tiepdan/dated-table';
import { ruleVersionsAround } from './rules';
import { useLawCopy } from './testing/law-copy';

const copy = useLawCopy();

const acceptOld = 'kn.accept.first.max|10|day|cal|complaint_received|Luật KN Đ.27|2012-07-01|2026-06-30|S2';

describe('the rules are not loaded', () => {
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
      'two labels for one rule',
      'rule-labels.psv',
      'tc.initial.extended.max|',
      'tc.initial.max|',
      /rule-labels\.psv:\d+: duplicate label/,
    ],
    [
      'a start event without a label',
      'start-events.psv',
      'accepted|ngày thụ lý|the day of acceptance\n',
      '',
      /rules\.psv:\d+: start event "accepted" has no label/,
    ],
    [
      'a label for a start event of no rule',
      'start-events.psv',
      'label_en\n',
      'label_en\ndreamt|ngày nằm mơ|the day of the dream\n',
      /start-events\.psv:2: label for unknown start event "dreamt"/,
    ],
    [
      'two labels for one start event',
      'start-events.psv',
      'case_settled|',
      'accepted|',
      /start-events\.psv:\d+: duplicate label for accepted/,
    ],
    [
      'a start event with half a label',
      'start-events.psv',
      'the day of acceptance',
      '',
      /start-events\.psv:\d+: a label is missing/,
    ],
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => copy.loadWith(file, found, replacement)).toThrow(message);
  });
});

describe('a declared gap', () => {
  it('lets a rule rest between two versions', () => {
    writeFileSync(
      join(copy.directory, 'rule-gaps.psv'),
      'key|gap_from|gap_to|reason|evidence\nkn.accept.first.max|2026-06-29|2026-06-30|bãi bỏ trước khi thay thế|S2\n',
    );
    const { rules } = copy.loadWith('rules.psv', acceptOld, acceptOld.replace('2026-06-30', '2026-06-28'));
    expect(ruleVersionsAround(rules, 'kn.accept.first.max', toDay('2026-06-29'))).toMatchObject({
      inForce: null,
      predecessor: { value: '10', unitLabel: 'ngày' },
      successor: { value: '7', unitLabel: 'ngày làm việc' },
    });
  });
});
