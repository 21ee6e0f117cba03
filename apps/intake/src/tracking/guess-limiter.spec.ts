import { createGuessLimiter } from './guess-limiter';

describe('trying out codes', () => {
  const open = () => {
    const clock = { now: 1_000_000 };
    const alarms: number[] = [];
    const limiter = createGuessLimiter({ now: () => clock.now, onAlarm: (failed) => void alarms.push(failed) });
    /** Seconds to wait, or null where the attempt was let through. */
    const attempt = (caller: string, wasRight = false): number | null => {
      const begun = limiter.begin(caller);
      if (typeof begun === 'number') return begun;
      begun(wasRight);
      return null;
    };
    const passSeconds = (seconds: number) => void (clock.now += seconds * 1_000);
    return { limiter, attempt, passSeconds, alarms };
  };

  it('is free ten times, then locks for 30 seconds, and for twice as long after each ten more, up to an hour', () => {
    const { attempt, passSeconds } = open();
    for (const seconds of [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]) {
      for (let index = 0; index < 10; index++) expect(attempt('one')).toBeNull();
      expect(attempt('one')).toBe(seconds);
      passSeconds(seconds - 1);
      expect(attempt('one', true)).toBe(1);
      passSeconds(1);
    }
  });

  it('slows down nobody else, and is forgotten after a quiet hour', () => {
    const { attempt, passSeconds } = open();
    for (let index = 0; index < 10; index++) attempt('one');
    expect(attempt('one')).toBe(30);
    expect(attempt('other')).toBeNull();
    passSeconds(3_601);
    for (let index = 0; index < 10; index++) expect(attempt('one')).toBeNull();
    expect(attempt('one')).toBe(30);
  });

  it('is not held against whoever types right codes, and a right one does not wipe out wrong ones', () => {
    const { attempt } = open();
    for (let index = 0; index < 50; index++) expect(attempt('one', true)).toBeNull();
    for (let index = 0; index < 9; index++) attempt('one');
    expect(attempt('one', true)).toBeNull();
    attempt('one');
    expect(attempt('one')).toBe(30);
  });

  it('is counted before it is looked at: of many at the same time ten are let through', () => {
    const { limiter } = open();
    const begun = Array.from({ length: 200 }, () => limiter.begin('one'));
    expect(begun.filter((each) => typeof each === 'function')).toHaveLength(10);
    for (const each of begun) if (typeof each === 'function') each(false);
    expect(limiter.begin('one')).toBe(30);
  });

  it('raises an alarm in each minute with a hundred of them, wherever they come from', () => {
    const { attempt, passSeconds, alarms } = open();
    for (let index = 0; index < 250; index++) attempt(`caller ${index}`);
    expect(alarms).toEqual([100]);
    passSeconds(60);
    for (let index = 0; index < 99; index++) attempt(`caller ${index + 1_000}`);
    expect(alarms).toEqual([100]);
    attempt('one more');
    expect(alarms).toEqual([100, 100]);
  });
});
