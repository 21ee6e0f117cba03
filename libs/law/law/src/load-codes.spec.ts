import { useLawCopy } from './testing/law-copy';

const copy = useLawCopy();

describe('the lists of codes are not loaded', () => {
  it.each([
    [
      'a code with two meanings',
      'codes/ineligible-reasons.psv',
      'N5|',
      'N4|',
      /ineligible-reasons\.psv:\d+: the validity of N4 \(COMPLAINT\) overlaps that of codes\/ineligible-reasons\.psv:5/,
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
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => copy.loadWith(file, found, replacement)).toThrow(message);
  });
});
