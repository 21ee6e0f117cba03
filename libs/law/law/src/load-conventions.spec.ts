import { useLawCopy } from './testing/law-copy';

const copy = useLawCopy();

describe('the conventions are not loaded', () => {
  it.each([
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
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => copy.loadWith(file, found, replacement)).toThrow(message);
  });
});
