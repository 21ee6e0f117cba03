import type { Acting } from '@tiepdan/access';
import { auditSql, fieldsHash, linkOf } from '@tiepdan/audit';
import type { Statement } from '@tiepdan/command';
import { petitionContract } from '@tiepdan/contract-intake';
import { inputHash, type CommandCall, type Queryable } from '@tiepdan/database';
import { checkEvent, eventSql } from '@tiepdan/event-delivery';
import type { KeyKeeper } from '@tiepdan/sealing';
import { checkAgency } from '../agencies/agency';
import { AGENCY_CHECK_COLUMNS, agencyCheckSql, type AgencyCheck } from '../agencies/agency.repository';
import { numberSql } from '../numbers/number.repository';
import {
  citizensSql,
  KEY_COLUMNS,
  KEY_VALUES,
  peopleJson,
  STATED_COLUMNS,
  STATED_VALUES,
} from '../people/person-record.repository';
import { registerYear } from '../petitions/moment';
import type { Petition } from '../petitions/petition';
import { petitionReceived } from '../petitions/petition-events';
import { PETITION_COLUMNS, petitionRow } from '../petitions/petition-row.repository';
import type { PreparedPetition } from '../petitions/receive-petition';
import type { Receipts } from '../receipts/receipts';

/**
 * One statement, so one round trip and one transaction. Everything selects from the claim of the idempotency key; each
 * part reads from the one before, which makes the order of locks the same for all: key, counter, citizens in the order of
 * their numbers, head of the audit chain. The event's position is drawn behind the counter's lock.
 */
const RECEIVE = `
  with ${agencyCheckSql({ agency: '$4', day: '$5', mentioned: '$6' })},
  claimed as (
    insert into idempotency (principal_id, key, input_hash, answer)
    select $1::text, $2::text, $3::bytea, jsonb_build_object('id', $7::jsonb ->> 'id') from body_open
    on conflict do nothing returning key),
  numbered as (
    insert into number_counter as counter (series, last)
    select body_open.code || '-' || $8::text, 1 from body_open, claimed
    on conflict (series) do update set last = counter.last + 1
    returning ${numberSql('series', 'last')} as number),
  ${citizensSql('$9', 'numbered')},
  written as (
    insert into petition
    select r.* from numbered n, jsonb_populate_record(null::petition, $7::jsonb || jsonb_build_object('number', n.number)) r
    where (select count(*) from citizens) >= 0
    returning *),
  petitioners as (
    insert into petitioner (petition_id, ${STATED_COLUMNS})
    select w.id, ${STATED_VALUES} from written w, people p left join citizens c using (identity_index)),
  keys as (
    insert into person_key (${KEY_COLUMNS})
    select ${KEY_VALUES} from written w, people p left join citizens c using (identity_index)),
  ${eventSql({
    from: 'written',
    topic: `'${petitionContract.topic}'`,
    type: `'PetitionReceived'`,
    occurredAt: 'received_at',
    payload: `$10::jsonb || jsonb_build_object('number', number)`,
  })},
  link as (
    select receiving_agency_id as agency_id, $1::text as actor_id, $12::text as role, $13::uuid as on_behalf_of,
           'receivePetition' as operation, id as object_id, null::text as purpose, $11::bytea as payload_hash,
           $14::bytea as fields_hash from written),
  ${auditSql('link')}
  select ${AGENCY_CHECK_COLUMNS}, ${PETITION_COLUMNS} from (select) as one left join written p on true`;

/** The event is checked before its number is known; the statement puts the real one in its place. */
const NUMBER_TO_COME = '-';

/** What a petition is written with. */
export interface PetitionTools {
  /** Suffix of the register that numbers it. */
  readonly register: string;
  readonly keeper: KeyKeeper;
  readonly receipts: Receipts;
}

/** Whose call it is, and by which duty. */
export interface ActingCall extends CommandCall {
  readonly acting: Acting;
}

/**
 * Writes a petition with everything that belongs to it, unless its key was used before. Refuses AGENCY_UNKNOWN,
 * AGENCY_NOT_EXISTING_ON_DAY.
 */
export async function writePetition(
  client: Queryable,
  { acting, ...call }: ActingCall,
  { petition, people, reply, mentions }: PreparedPetition,
  { register, keeper, receipts }: PetitionTools,
): Promise<Statement<Petition>> {
  const event = petitionReceived({ ...petition, number: NUMBER_TO_COME }, reply);
  const link = linkOf({
    agencyId: petition.receivingAgencyId,
    actorId: call.principalId,
    acting,
    operation: 'receivePetition',
    objectId: petition.id,
    payload: call.input,
  });
  const { rows } = await client.query<AgencyCheck & Petition>({
    name: 'receive-petition',
    text: RECEIVE,
    values: [
      call.principalId,
      call.key,
      inputHash(call),
      petition.receivingAgencyId,
      petition.receivedOn,
      mentions.map(({ id }) => id),
      JSON.stringify(petitionRow(petition, receipts)),
      `${register}-${registerYear(petition.receivedOn)}`,
      peopleJson(people, keeper),
      checkEvent([petitionContract], event),
      Buffer.from(link.payloadHash, 'hex'),
      link.role,
      link.onBehalfOf,
      fieldsHash(link),
    ],
  });
  const { existsThen, unknownAgencyId, ...item } = rows[0]!;
  return item.id === null
    ? { refuse: () => checkAgency({ existsThen, unknownAgencyId }, mentions) }
    : { item, written: [{ topic: petitionContract.topic, aggregateId: item.id, version: item.version }] };
}
