import { blindIndex, type KeyKeeper } from '@tiepdan/sealing';
import { inputHash } from '@tiepdan/database';

/**
 * Stands for people and what they said where an input is hashed: whoever has the database and guesses a name must not be able to
 * see whether the guess is right. Equal for equal input, so that a key used twice is still known to be used for the same.
 */
export function keyedDigest({ indexKey }: KeyKeeper, said: unknown): string {
  const hash = inputHash({ principalId: '', key: '', operation: 'said', input: said });
  return blindIndex(indexKey, 'said', hash.toString('hex')).toString('hex');
}
