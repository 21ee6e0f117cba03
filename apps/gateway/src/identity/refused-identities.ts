import type { Log } from '@tiepdan/service-runtime';
import type { TokenFault } from './token';

/** Why somebody was not let in. */
export type IdentityFault = TokenFault | 'TOKEN_MISSING' | 'SUSPENDED';

/** Notes one refusal: its code, and nothing of who it was or what they brought. */
export type NoteRefusal = (reason: IdentityFault) => void;

export const SAME_REASON_EVERY_MS = 10_000;

/**
 * One line for each reason in 10 s, with how many refusals it stands for: whoever tries tokens by the thousand fills no disk.
 * `now` is in milliseconds since 1970.
 */
export function refusedIdentities(log: Log, now: () => number): NoteRefusal {
  const lines = new Map<IdentityFault, { nextAt: number; unsaid: number }>();
  return (reason) => {
    const line = lines.get(reason) ?? { nextAt: 0, unsaid: 0 };
    lines.set(reason, line);
    line.unsaid += 1;
    if (now() < line.nextAt) return;
    log.warn({ reason, times: line.unsaid }, 'an identity was refused');
    line.nextAt = now() + SAME_REASON_EVERY_MS;
    line.unsaid = 0;
  };
}
