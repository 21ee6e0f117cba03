import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf } from '../../lists/list.repository';
import { petitionsWithin } from '../../reach/petition-reach.repository';
import type { Texts } from './redact';
import type { MadeRedaction, Redaction } from './redaction';

/** Stores the certificate of a rendition. */
export const storeRedaction = (
  client: Queryable,
  petitionId: string,
  { certificate }: MadeRedaction,
  madeById: string,
): Promise<unknown> =>
  client.query({
    name: 'store-redaction',
    text: `insert into redaction (petition_id, made_by_id, removed, original_hash, rendition_hash)
           values ($1, $2, $3::jsonb, $4, $5)`,
    values: [
      petitionId,
      madeById,
      JSON.stringify(certificate.removed),
      certificate.originalHash,
      certificate.renditionHash,
    ],
  });

/** Puts a rendition where the original stood. */
export const rewriteTexts = (client: Queryable, petitionId: string, texts: Texts): Promise<unknown> =>
  client.query({
    name: 'rewrite-texts',
    text: 'update petition set summary = $2, place_text = $3, respondent_name = $4 where id = $1',
    values: [petitionId, texts.summary, texts.placeText, texts.respondentName],
  });

/** Certificates of these petitions that the reach holds, one statement for all. */
export async function redactionsOf(
  client: Queryable,
  petitionIds: readonly string[],
  reach: Reach,
): Promise<Map<string, Redaction>> {
  const within = conditionsOf(petitionsWithin(reach), 2);
  const { rows } = await client.query<Redaction>({
    name: `redactions-of-petitions${within.name}`,
    text: `select r.petition_id as "petitionId", r.made_by_id as "madeById", r.made_at as "madeAt", r.removed,
                  r.original_hash as "originalHash", r.rendition_hash as "renditionHash"
           from redaction r join petition p on p.id = r.petition_id
           where r.petition_id = any($1::uuid[]) and ${within.sql}`,
    values: [petitionIds, ...within.values],
  });
  return new Map(rows.map((redaction) => [redaction.petitionId, redaction]));
}
