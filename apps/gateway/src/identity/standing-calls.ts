import { describeFault, type Log } from '@tiepdan/service-runtime';
import type { Standing } from './officer-standing';
import { OFFICERS_PER_CALL_MAX, type AskStandings } from './standing-client';

/** What is known of one person who came with a token. */
export interface Known {
  standing: Standing;
  /** When the register was last asked, whether or not it answered; milliseconds since 1970. */
  triedAt: number;
  /** Number of the call that answered: what an earlier one says late is old. */
  answeredBy: number;
  /** Came since they were last asked about. */
  isUsed: boolean;
  firstAnswer: Promise<Standing> | null;
}

/** Asks about these people and notes what is answered. Tells whether all was answered; never rejects. */
export type AskAbout = (people: ReadonlyMap<string, Known>) => Promise<boolean>;

/** In as few calls as may be. A register that is away is told to the log once, not at each try. */
export function standingCalls(ask: AskStandings, log: Log, now: () => number): AskAbout {
  let calls = 0;
  let isReachable = true;
  const report = (error: unknown): null => {
    if (isReachable)
      log.warn(describeFault(error), 'assignment does not tell how officers stand; what it last said holds');
    return null;
  };
  const callOnce = async (people: readonly (readonly [string, Known])[]): Promise<boolean> => {
    const number = ++calls;
    const answer = await ask(people.map(([id]) => id)).catch(report);
    isReachable = answer !== null;
    for (const [id, known] of people) {
      known.triedAt = now();
      if (answer === null || number < known.answeredBy) continue;
      known.standing = answer.get(id) ?? null;
      known.answeredBy = number;
    }
    return answer !== null;
  };
  return async (people) => {
    const all = [...people];
    const parts = Array.from({ length: Math.ceil(all.length / OFFICERS_PER_CALL_MAX) }, (_, part) =>
      all.slice(part * OFFICERS_PER_CALL_MAX, (part + 1) * OFFICERS_PER_CALL_MAX),
    );
    return (await Promise.all(parts.map(callOnce))).every(Boolean);
  };
}
