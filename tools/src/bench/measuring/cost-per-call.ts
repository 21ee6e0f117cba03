import { spreadOf, type Spread } from './spread';

export interface Repeated {
  readonly rounds: number;
  readonly callsPerRound: number;
}

/** Microseconds of this process's CPU for one call, in several rounds after one that only warms up. */
export async function microsecondsPerCall({ rounds, callsPerRound }: Repeated, call: () => unknown): Promise<Spread> {
  const costs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (let done = 0; done < callsPerRound; done += 1) await call();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) costs.push((user + system) / callsPerRound);
  }
  return spreadOf(costs);
}
