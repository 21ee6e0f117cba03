import { randomBytes } from 'node:crypto';
import type { Statement } from '../../people/person-fields';
import type { NewPetition, Petition } from '../../petitions/petition';
import { markOf, type Receipts } from '../../receipts/receipts';
import type { OriginalToKeep } from '../vault/vault';
import type { DenouncerKeeping } from './denouncer';
import { redact, textsHash, type NamedPassages, type Removed, type Texts } from './redact';

/** What a denunciation said as it was handed in, with the salt of its hash. */
export interface Original extends Texts {
  readonly salt: string;
}

/** Says of a rendition what was taken out of it, and of which texts (giấy xác nhận lược bỏ). */
export interface Redaction {
  readonly petitionId: string;
  readonly madeById: string;
  readonly madeAt: Date;
  readonly removed: readonly Removed[];
  /** Salted: proved by who has the original. Null where that is not kept here but in the sealed register. */
  readonly originalHash: string | null;
  readonly renditionHash: string;
}

export interface MadeRedaction {
  readonly texts: Texts;
  /** For the vault; null where it does not keep denouncers, or nothing was taken out. */
  readonly original: Original | null;
  readonly certificate: Pick<Redaction, 'removed' | 'originalHash' | 'renditionHash'>;
}

/** A petition with its rendition, and its original for the vault. Its receipt is of the original. */
export const redactedPetition = (
  petition: NewPetition,
  { texts, original }: MadeRedaction,
  receipts: Receipts,
): { readonly petition: NewPetition; readonly kept: readonly OriginalToKeep[] } => ({
  petition: { ...petition, ...texts, contentMark: markOf(petition, receipts) },
  kept: original === null ? [] : [{ petitionId: petition.id, original }],
});

type Saying = Pick<Petition, keyof Texts>;

/** Makes the rendition of a denunciation that others read. Refuses PASSAGE_NOT_FOUND. */
export function makeRedaction(
  { summary, placeText, respondentName }: Saying,
  people: readonly Statement[],
  passages: NamedPassages,
  keptIn: DenouncerKeeping,
): MadeRedaction {
  const given = { summary, placeText, respondentName };
  const { texts, removed } = redact(given, people, passages);
  const isKept = keptIn === 'VAULT' && removed.length > 0;
  const original = isKept ? { ...given, salt: randomBytes(16).toString('hex') } : null;
  const originalHash = original && textsHash(original, original.salt);
  return { texts, original, certificate: { removed, originalHash, renditionHash: textsHash(texts) } };
}
