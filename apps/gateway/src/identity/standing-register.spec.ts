import type { OfficerStanding } from './officer-standing';
import type { AskStandings } from './standing-client';
import { createStandingRegister, PATIENCE_MS, RETRY_MS, ROUND_MS, type StandingOf } from './standing-register';

const officer = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const one = officer(1);
const standing = (suspended = false): OfficerStanding => ({ suspended, agencyId: 'a', duties: [], delegations: [] });

describe('the register of how officers stand', () => {
  let known: Map<string, OfficerStanding>;
  let calls: (readonly string[])[];
  let answerIn: number | null;
  let lines: string[];
  let standingOf: StandingOf;
  let stops: (() => unknown)[];

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_800_000_000_000 });
    [known, calls, answerIn, lines, stops] = [new Map([[one, standing()]]), [], 0, [], []];
    const ask: AskStandings = async (ids) => {
      calls.push(ids);
      const told = new Map([...known].filter(([id]) => ids.includes(id)));
      if (answerIn === null) throw new Error('nobody there');
      if (answerIn > 0) await new Promise((later) => setTimeout(later, answerIn!));
      return told;
    };
    const line = (_: object, message: string) => void lines.push(message);
    const log = { debug: line, info: line, warn: line, error: line };
    standingOf = createStandingRegister({ ask, log, onStop: (_, stop) => void stops.push(stop) });
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) void stop();
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    jest.useRealTimers();
  });

  /** What somebody is told who asks now and waits as long as it takes. */
  const told = async (id = one) => {
    const asked = standingOf(id);
    const answer = Promise.resolve(asked);
    if (asked instanceof Promise) await jest.advanceTimersByTimeAsync(PATIENCE_MS);
    return answer;
  };

  it('has newcomers of one tick asked about in one call, and afterwards answers at once', async () => {
    const first = Promise.all([standingOf(one), standingOf(officer(2)), standingOf(one)]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await first).toEqual([standing(), null, standing()]);
    expect(calls).toEqual([[one, officer(2)]]);
    expect([standingOf(one), standingOf(officer(2))]).toEqual([standing(), null]);
  });

  it('asks once in twenty seconds about all who came since, and never for a request', async () => {
    await told();
    await told(officer(2));
    calls.length = 0;
    for (let request = 0; request < 1_000; request += 1) standingOf(one);
    await jest.advanceTimersByTimeAsync(ROUND_MS - 2 * PATIENCE_MS);
    expect(calls).toEqual([[one, officer(2)]]);
    await jest.advanceTimersByTimeAsync(2 * ROUND_MS);
    expect(calls.slice(1)).toEqual([]);
  });

  it('asks about at most five hundred in a call', async () => {
    const many = Promise.all(Array.from({ length: 1_001 }, (_, number) => standingOf(officer(number))));
    await jest.advanceTimersByTimeAsync(PATIENCE_MS);
    await many;
    expect(calls.map(({ length }) => length)).toEqual([500, 500, 1]);
  });

  it('has a suspended officer out within a round when they keep coming', async () => {
    await told();
    known.set(one, standing(true));
    let outAfterMs = 0;
    while (!(await told())?.suspended) {
      await jest.advanceTimersByTimeAsync(1_000);
      outAfterMs += 1_000;
    }
    expect(outAfterMs).toBeLessThanOrEqual(ROUND_MS);
  });

  it.each(Array.from({ length: 16 }, (_, index) => index * 5_000))(
    'has an officer who was away out within a minute of being suspended, when they come back after %i ms',
    async (awayMs) => {
      await told();
      // Seen by a round, and not again: the next ones leave them out.
      await jest.advanceTimersByTimeAsync(ROUND_MS);
      known.set(one, standing(true));
      await jest.advanceTimersByTimeAsync(awayMs);
      let sinceMs = awayMs;
      while (!(await told())?.suspended) {
        await jest.advanceTimersByTimeAsync(1_000);
        sinceMs += 1_000;
      }
      expect(sinceMs).toBeLessThan(Math.max(60_000, awayMs + 1));
    },
  );

  it('has the last answer hold while assignment is away, and notices within seconds when it is back', async () => {
    await told();
    answerIn = null;
    await jest.advanceTimersByTimeAsync(10 * ROUND_MS);
    expect(await told()).toEqual(standing());
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    expect(standingOf(one)).toEqual(standing());
    [answerIn, known] = [0, new Map([[one, standing(true)]])];
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(standingOf(one)).toEqual(standing(true));
    expect(lines).toHaveLength(1);
  });

  it('forgets nobody over a round that failed', async () => {
    await told();
    [answerIn, known] = [null, new Map([[one, standing(true)]])];
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    answerIn = 0;
    await jest.advanceTimersByTimeAsync(2 * RETRY_MS);
    expect(standingOf(one)).toEqual(standing(true));
  });

  it('says that it does not know when it could never ask, and asks again within seconds', async () => {
    answerIn = null;
    expect(await told()).toBeUndefined();
    expect(standingOf(one)).toBeUndefined();
    answerIn = 0;
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(standingOf(one)).toEqual(standing());
  });

  it('keeps nobody waiting more than 300 ms, and takes the answer when it comes', async () => {
    answerIn = 2_000;
    const first = standingOf(one);
    let isTold = false;
    void Promise.resolve(first).then(() => (isTold = true));
    await jest.advanceTimersByTimeAsync(PATIENCE_MS - 1);
    expect(isTold).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect([isTold, await first, standingOf(one)]).toEqual([true, undefined, undefined]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(standingOf(one)).toEqual(standing());
    expect(calls).toHaveLength(1);
  });

  it('does not let an answer that was long on its way undo a newer one', async () => {
    answerIn = ROUND_MS + 1_000;
    standingOf(one);
    await jest.advanceTimersByTimeAsync(PATIENCE_MS);
    [answerIn, known] = [0, new Map([[one, standing(true)]])];
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    expect(standingOf(one)).toEqual(standing(true));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(standingOf(one)).toEqual(standing(true));
  });

  it('asks nobody about a name that no officer can have', () => {
    expect(['gateway', '__proto__', '', one.toUpperCase().replace('0190A', '0190Ạ')].map(standingOf)).toEqual(
      Array(4).fill(null),
    );
    expect(calls).toEqual([]);
  });

  it('remembers ten thousand people and no more', async () => {
    for (let number = 0; number < 10_001; number += 1) void standingOf(officer(number));
    await jest.advanceTimersByTimeAsync(PATIENCE_MS);
    calls.length = 0;
    expect(standingOf(officer(10_000))).toBeNull();
    expect(standingOf(officer(0))).toBeInstanceOf(Promise);
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    expect(new Set(calls.flat()).size).toBe(10_000);
  });
});
