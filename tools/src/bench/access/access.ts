import { decisionCosts } from './access-decision';
import { tokenCosts } from './access-token';
import { writeCosts } from './access-write';
import type { BenchOptions, BenchPart } from '../bench-part';
import { MEASURED_CORE, pinThisProcess } from '../measuring/pin';

/**
 * What it costs to know who asks and what they may do: a cached token at the gateway, one decision, and a petition written with
 * and without assertion and access check, in turns.
 */
export const accessBench: BenchPart = { name: 'access', run: benchAccess };

async function benchAccess(options: BenchOptions): Promise<object> {
  // While other processes take part in it, the write is not pinned: they would have to share the core.
  const petitionWrite = await writeCosts(options);
  const isPinned = pinThisProcess(MEASURED_CORE);
  return { petitionWrite, isPinned, gateway: await tokenCosts(options), decision: decisionCosts(options) };
}
