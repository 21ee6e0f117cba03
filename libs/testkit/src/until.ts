import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 20;
const TIMEOUT_MS = 10_000;

/** Waits until the condition gives something truthy and returns that; throws when the time is over. */
export async function until<Found>(
  condition: () => Promise<Found> | Found,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<NonNullable<Found>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`);
    await pause(LOOK_AGAIN_MS);
  }
}
