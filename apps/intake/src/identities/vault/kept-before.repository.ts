import { Refusal } from '@tiepdan/refusal';
import type { Kept, Occasion } from './vault';
import { forgetOccasions, keepPeople, type Vault } from './vault.repository';

/**
 * Keeps people and originals in the vault and then does `work`, which tells whether it wrote anything that follows. Where nothing did, they are
 * taken back at once; where that is not known, the sweep finds out.
 */
export async function keptBefore<Written>(
  vault: Vault,
  occasion: Occasion,
  kept: Kept,
  work: (known: {
    readonly cameBefore: boolean;
  }) => Promise<{ readonly written: Written; readonly isFollowed: boolean }>,
): Promise<Written> {
  if (kept.people.length === 0 && kept.originals.length === 0) return (await work({ cameBefore: false })).written;
  const known = await keepPeople(vault, occasion, kept);
  try {
    const { written, isFollowed } = await work(known);
    if (!isFollowed) await forgetOccasions(vault, [occasion.id]);
    return written;
  } catch (error) {
    if (error instanceof Refusal) await forgetOccasions(vault, [occasion.id]);
    throw error;
  }
}
