import { blindIndex, type KeyKeeper } from '@tiepdan/sealing';
import { inputHash } from '@tiepdan/database';
import type { PersonToRecord } from './person';

/**
 * Stands for people where an input is hashed: whoever has the database and guesses a name must not be able to see whether the
 * guess is right. Equal for equal people, so that a key used twice is still known to be used for the same.
 */
export const peopleDigest = ({ indexKey }: KeyKeeper, people: readonly PersonToRecord[]): string =>
  blindIndex(
    indexKey,
    'people',
    inputHash({ principalId: '', key: '', operation: 'people', input: people }).toString('hex'),
  ).toString('hex');
