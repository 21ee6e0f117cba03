import { useLawCopy } from './testing/law-copy';

const copy = useLawCopy();

describe('the timers are not loaded', () => {
  it.each([
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
      'a timer counted from an unknown day',
      'timers.psv',
      '|receipt|',
      '|dream|',
      /timers\.psv:\d+: unknown counts_from "dream"/,
    ],
    [
      'a timer for a rule that counts back',
      'timers.psv',
      'tc.initial.max',
      'kn.dialogue_notice.min_before',
      /timers\.psv:\d+: kn\.dialogue_notice\.min_before is no rule with a date/,
    ],
    [
      'a timer started by an unknown event',
      'timers.psv',
      'case-accepted|',
      'case-dreamt|',
      /timers\.psv:\d+: unknown event/,
    ],
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => copy.loadWith(file, found, replacement)).toThrow(message);
  });
});
