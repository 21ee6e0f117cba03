import { Refusal } from '@tiepdan/refusal';
import type { Person } from '../people/person';
import type { Occasion } from './vault';
import { forgetOccasions, keepPeople, type Vault } from './vault.repository';

/**
 * Keeps people in the vault and then does `work`, which tells whether it wrote anything that follows. Where nothing did, they are
 * taken back at once; where that is not known, the sweep finds out.
 */
export async function keptBefore<Written>(
  vault: Vault,
  occasion: Occasion,
  people: readonly Person[],
  work: (kept: {
    readonly cameBefore: boolean;
  }) => Promise<{ readonly written: Written; readonly isFollowed: boolean }>,
): Promise<Written> {
  if (people.length === 0) return (await work({ cameBefore: false })).written;
  const kept = await keepPeople(vault, occasion, people);
  try {
    const { written, isFollowed } = await work(kept);
    if (!isFollowed) await forgetOccasions(vault, [occasion.id]);
    return written;
  } catch (error) {
    if (error instanceof Refusal) await forgetOccasions(vault, [occasion.id]);
    throw error;
  }
}
