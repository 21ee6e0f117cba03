import { setTimeout as pause } from 'node:timers/promises';

export interface Waiting {
  readonly timeoutMs: number;
  readonly lookAgainMs?: number;
  /** Ends the waiting early when the condition can no longer come true. */
  readonly isHopeless?: () => boolean;
}

const LOOK_AGAIN_MS = 50;

/** True as soon as the condition holds; false when the time is over or it is hopeless. */
export async function waitUntil(condition: () => Promise<boolean> | boolean, waiting: Waiting): Promise<boolean> {
  const end = performance.now() + waiting.timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end || waiting.isHopeless?.()) return false;
    await pause(waiting.lookAgainMs ?? LOOK_AGAIN_MS);
  }
  return true;
}
