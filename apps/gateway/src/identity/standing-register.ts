import { LRUCache } from 'lru-cache';
import { startRounds, type Log, type OnStop } from '@tiepdan/service-runtime';
import type { Standing } from './officer-standing';
import { standingCalls, type Known } from './standing-calls';
import type { AskStandings } from './standing-client';

/**
 * How somebody who came with a token stands: at once for who was asked about lately, otherwise within 300 ms. Never rejects.
 */
export type StandingOf = (officerId: string) => Standing | Promise<Standing>;

export interface StandingRegisterOptions {
  readonly ask: AskStandings;
  readonly log: Log;
  readonly onStop: OnStop;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly roundMs?: number;
}

export const ROUND_MS = 20_000;
export const RETRY_MS = 2_000;
export const PATIENCE_MS = 300;
/** Rounds leave out whoever is away, so who comes back after longer is asked about anew. A round and its call fit in. */
export const FORGOTTEN_AFTER_MS = 30_000;
const OFFICERS_MAX = 10_000;
const OFFICER_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Asks about everybody seen since the last round in one call every 20 s, and about newcomers at once, those of one tick
 * together. While nobody answers, what was last said holds, and it is tried again every 2 s. Remembers 10,000 people.
 */
export function createStandingRegister(options: StandingRegisterOptions): StandingOf {
  const { log, onStop, now = Date.now, roundMs = ROUND_MS } = options;
  const people = new LRUCache<string, Known>({ max: OFFICERS_MAX });
  const askAbout = standingCalls(options.ask, log, now);

  let retry: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    const used = new Map([...people.entries()].filter(([, { isUsed }]) => isUsed));
    for (const known of used.values()) known.isUsed = false;
    if (await askAbout(used)) return;
    for (const known of used.values()) known.isUsed = true;
    retrySoon();
  };
  const rounds = startRounds({ name: 'standing', everyMs: roundMs, round, log, onStop });
  const retrySoon = () => {
    retry ??= setTimeout(() => {
      retry = undefined;
      rounds.wake();
    }, RETRY_MS).unref();
  };
  onStop('standing retry', () => clearTimeout(retry));

  const firstAnswer = createFirstAnswers(async (newcomers) => {
    if (!(await askAbout(newcomers))) retrySoon();
  }, now);
  return (id) => {
    // Officers have such ids and nobody else has: another name would only spoil the call for all who stand in it.
    if (!OFFICER_ID.test(id)) return null;
    let known = people.get(id);
    if (!known) {
      known = { standing: undefined, triedAt: -Infinity, answeredBy: 0, isUsed: true, firstAnswer: null };
      people.set(id, known);
    }
    known.isUsed = true;
    return now() - known.triedAt < FORGOTTEN_AFTER_MS ? known.standing : (known.firstAnswer ??= firstAnswer(id, known));
  };
}

/** Has those who come in one tick asked about together. Whoever waits does so for 300 ms at most, then goes by what is known. */
function createFirstAnswers(
  askAbout: (newcomers: ReadonlyMap<string, Known>) => Promise<void>,
  now: () => number,
): (id: string, known: Known) => Promise<Standing> {
  let newcomers = new Map<string, Known>();
  let call: Promise<void> | null = null;
  const askTogether = async (): Promise<void> => {
    await new Promise((nextTick) => setImmediate(nextTick));
    const asked = newcomers;
    newcomers = new Map();
    call = null;
    await askAbout(asked);
  };
  return async (id, known) => {
    newcomers.set(id, known);
    await withinPatience((call ??= askTogether()));
    known.triedAt = now();
    known.firstAnswer = null;
    return known.standing;
  };
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
}
