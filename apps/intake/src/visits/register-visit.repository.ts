import { AccessDenied, type Acting } from '@tiepdan/access';
import type { Pool } from 'pg';
import { appendAudit } from '@tiepdan/audit';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import { inTransaction, once, type Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { KeyKeeper } from '@tiepdan/sealing';
import { checkAgency } from '../agencies/agency';
import { AGENCY_CHECK_COLUMNS, agencyCheckSql, type AgencyCheck } from '../agencies/agency.repository';
import { numberSql } from '../numbers/number.repository';
import { checkGiven, replyToDenouncers, type DenouncerKeeping } from '../denouncers/denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from '../denouncers/denouncer.repository';
import { makeRedaction, redactedPetition, type MadeRedaction } from '../denouncers/redaction';
import { storeRedaction } from '../denouncers/redaction.repository';
import { replyTo, type Reply } from '../people/person';
import { citizensSql, KEY_COLUMNS, peopleJson, peopleSql, STATED_COLUMNS } from '../people/person.repository';
import type { AccessCall } from '../petitions/change-petition.repository';
import { registerYear } from '../petitions/moment';
import type { Petition } from '../petitions/petition';
import { petitionReceived } from '../petitions/petition-events';
import { petitionRow } from '../petitions/petition-row.repository';
import type { Receipts } from '../receipts/receipts';
import type { PreparedVisit } from './register-visit';
import type { Visit } from './visit';
import { visitRegistered } from './visit-events';
import { denunciationWithOthers, visitUnknown } from './visit-refusals';
import { keptBefore } from '../vault/kept-before.repository';
import type { Vault } from '../vault/vault.repository';
import { visitJustWritten, visitsByIds } from './visit.repository';

/** Suffixes of the registers that number visits and petitions. */
export interface Registers {
  readonly visit: string;
  readonly petition: string;
}

/** What a visit is written with. */
export interface VisitTools {
  readonly registers: Registers;
  readonly keeper: KeyKeeper;
  readonly receipts: Receipts;
  readonly vault: Vault;
  readonly now: () => Date;
}

/** Who came where a denunciation was brought: kept elsewhere, so that here they have no names. */
interface Protection {
  readonly keptIn: DenouncerKeeping;
  readonly registerReference: string | null;
  /** Whether the vault knows one of them from an earlier visit to this agency. */
  readonly cameBefore: boolean;
  /** Of its denunciations, by their ids. */
  readonly redactions: ReadonlyMap<string, MadeRedaction>;
}

/** What a caller gives to protect whoever denounces; passages in the order of the petitions. */
export interface VisitProtecting {
  readonly registerReference: string | null;
  readonly passages: readonly (readonly string[])[];
}

/** By which duty somebody receives at an agency. @throws AccessDenied where none allows it */
function actingAt({ access, operation }: AccessCall, agencyId: string): Acting {
  const acting = access.acting(operation, { agencyId });
  if (!acting) throw new AccessDenied(operation);
  return acting;
}

/**
 * Writes a visit with its petitions, once for each idempotency key, with events and audit link. Where one of them denounces, all
 * who came go where the agency keeps denouncers first.
 * Refuses AGENCY_UNKNOWN, AGENCY_NOT_EXISTING_ON_DAY, IDEMPOTENCY_KEY_REUSED, VISIT_UNKNOWN where what was written before is
 * closed to the caller meanwhile, DENUNCIATION_WITH_OTHERS, and what `checkGiven` refuses.
 */
export async function storeVisit(
  pool: Pool,
  call: AccessCall,
  prepared: PreparedVisit,
  tools: VisitTools,
  { registerReference, passages }: VisitProtecting,
): Promise<Visit> {
  const { visit, people, petitions } = prepared;
  if (!petitions.some(({ denouncerProtected }) => denouncerProtected)) {
    checkGiven('VAULT', { people: people.length, registerReference, field: 'visitors' });
    return writeVisit(pool, call, prepared, tools, null);
  }
  const keptIn = await keepingAt(pool, visit.agencyId, tools.now());
  const reference = checkGiven(keptIn, { people: people.length, registerReference, field: 'visitors' });
  // Whoever brings anything else must be answered by name, and no name is taken here.
  if (keptIn === 'SEALED_REGISTER' && !petitions.every(({ denouncerProtected }) => denouncerProtected))
    throw denunciationWithOthers();
  const occasion = { id: visit.id, agencyId: visit.agencyId, isVisit: true, happenedOn: visit.arrivedOn };
  const redactions = redactionsOfVisit(prepared, passages, keptIn);
  const redacted = petitions.map((petition) => {
    const redaction = redactions.get(petition.id);
    return redaction ? redactedPetition(petition, redaction, tools.receipts) : { petition, kept: [] };
  });
  const originals = redacted.flatMap(({ kept }) => kept);
  const rendered = { ...prepared, petitions: redacted.map(({ petition }) => petition) };
  return keptBefore(tools.vault, occasion, { people, originals }, async ({ cameBefore }) => {
    const protection = { keptIn, registerReference: reference, cameBefore, redactions };
    const written = await writeVisit(pool, call, rendered, tools, protection);
    return { written, isFollowed: written.id === visit.id };
  });
}

const writeVisit = (
  pool: Pool,
  call: AccessCall,
  prepared: PreparedVisit,
  { registers, keeper, receipts }: VisitTools,
  protection: Protection | null,
): Promise<Visit> =>
  inTransaction(pool, async (client) => {
    const { id } = await once(client, call, async () => {
      const people = peopleJson(prepared.people, keeper);
      const [number, ...petitionNumbers] = await openRegisters(client, prepared, registers, protection ? '[]' : people);
      const petitions = prepared.petitions.map((petition, index) => ({ ...petition, number: petitionNumbers[index]! }));
      await insertVisit(client, prepared.visit, {
        number: number!,
        rows: petitions.map((petition) => petitionRow(petition, receipts)),
        people,
        protection,
      });
      if (protection) await nameVisitors(client, prepared, protection, call.principalId);
      const visit = await visitJustWritten(client, prepared.visit.id);
      const petitionIds = petitions.map((petition) => petition.id);
      const received = petitions.map((petition) => petitionReceived(petition, replyOf(petition, prepared)));
      await recordEvents(
        client,
        [visitContract, petitionContract],
        [visitRegistered(visit, petitionIds), ...received],
        visit.arrivedAt,
      );
      await appendAudit(client, {
        agencyId: visit.agencyId,
        actorId: call.principalId,
        acting: actingAt(call, visit.agencyId),
        operation: call.operation,
        objectId: visit.id,
        payload: call.input,
      });
      return { id: visit.id };
    });
    const visit = (await visitsByIds(client, [id], call.access.reach('readVisit'))).get(id);
    if (!visit) throw visitUnknown();
    return visit;
  });

const redactionsOfVisit = (
  { petitions, people }: PreparedVisit,
  passages: VisitProtecting['passages'],
  keptIn: DenouncerKeeping,
): Map<string, MadeRedaction> =>
  new Map(
    petitions.flatMap((petition, index) => {
      if (!petition.denouncerProtected) return [];
      const named = { passages: passages[index] ?? [], field: `petitions.${index}.identifyingPassages` };
      return [[petition.id, makeRedaction(petition, people, named, keptIn)] as const];
    }),
  );

const replyOf = ({ denouncerProtected }: Petition, { people, visit }: PreparedVisit): Reply =>
  denouncerProtected ? replyToDenouncers(visit.visitorCount) : replyTo(people);

async function nameVisitors(
  client: Queryable,
  { visit, petitions, people }: PreparedVisit,
  { keptIn, registerReference, redactions }: Protection,
  madeById: string,
): Promise<void> {
  await protectOccasion(client, visit.id, keptIn);
  for (const [petitionId, redaction] of redactions) await storeRedaction(client, petitionId, redaction, madeById);
  await nameDenouncers(client, {
    petitionIds: petitions.filter(({ denouncerProtected }) => denouncerProtected).map(({ id }) => id),
    count: registerReference === null ? people.length : 1,
    year: registerYear(visit.arrivedOn),
    registerReference,
  });
}

/**
 * Checks the agency, draws the number of the visit and then those of its petitions, and makes the visitors known.
 * Locks counters, then citizens, as `receivePetition` does.
 */
async function openRegisters(
  client: Queryable,
  { visit, petitions, mentions }: PreparedVisit,
  registers: Registers,
  people: string,
): Promise<string[]> {
  const { rows } = await client.query<AgencyCheck & { numbers: string[] }>({
    name: 'open-registers',
    text: `
      with ${agencyCheckSql({ agency: '$1', day: '$2', mentioned: '$3' })},
      wanted as (
        select place, code || '-' || register as series, amount
        from body_open, (values (1, $4::text, 1), (2, $5::text, $6::int)) as registers (place, register, amount)
        where amount > 0),
      counted as (
        insert into number_counter as counter (series, last)
        select series, amount from wanted order by place
        on conflict (series) do update set last = counter.last + excluded.last
        returning series, last),
      ${citizensSql('$7', 'counted')},
      numbered as (
        select place, nth, ${numberSql('counted.series', 'nth')} as number
        from wanted join counted using (series), generate_series(last - amount + 1, last) as nth)
      select ${AGENCY_CHECK_COLUMNS}, array(select number from numbered order by place, nth) as numbers`,
    values: [
      visit.agencyId,
      visit.arrivedOn,
      mentions.map(({ id }) => id),
      `${registers.visit}-${registerYear(visit.arrivedOn)}`,
      `${registers.petition}-${registerYear(visit.arrivedOn)}`,
      petitions.length,
      people,
    ],
  });
  const { numbers, ...found } = rows[0]!;
  checkAgency(found, mentions);
  return numbers;
}

interface VisitToInsert {
  readonly number: string;
  readonly rows: readonly object[];
  /** Sealed; of people under protection nothing but the index of their numbers is looked at. */
  readonly people: string;
  readonly protection: Protection | null;
}

/** Must be a statement of its own after `openRegisters`, whose locks make the earlier visits of the same people visible. */
async function insertVisit(
  client: Queryable,
  visit: PreparedVisit['visit'],
  { number, rows, people, protection }: VisitToInsert,
): Promise<void> {
  await client.query({
    name: 'insert-visit',
    text: `
      with people as (
        select p.*, coalesce(c.id, p.stated_id) as citizen_id
        from ${peopleSql('$12')} left join citizen c using (identity_index)),
      visited as (
        insert into visit (id, version, number, reception_kind, agency_id, arrived_at, arrived_on, officer_id, visitor_count,
                           refusal_ground, first_visit)
        select $1::uuid, $2::int, $3::text, $4::text, $5::uuid, $6::timestamptz, $7::date, $8::uuid, $9::int, $10::text, not $14 and not exists (
          select from people join visitor before using (citizen_id) join visit v on v.id = before.visit_id
          where v.agency_id = $5 and v.refusal_ground is null and v.arrived_at <= $6)
        returning id),
      visitors as (
        insert into visitor (visit_id, ${STATED_COLUMNS}) select visited.id, ${STATED_COLUMNS} from visited, people where $13),
      keys as (
        insert into person_key (${KEY_COLUMNS})
        select stated_id, citizen_id, key_id, wrapped_key from visited, people where $13),
      received as (
        insert into petition select * from jsonb_populate_recordset(null::petition, $11::jsonb) returning id)
      insert into petitioner (petition_id, ${STATED_COLUMNS}) select received.id, ${STATED_COLUMNS} from received, people where $13`,
    values: [
      visit.id,
      visit.version,
      number,
      visit.receptionKind,
      visit.agencyId,
      visit.arrivedAt,
      visit.arrivedOn,
      visit.officerId,
      visit.visitorCount,
      visit.refusalGround,
      JSON.stringify(rows),
      people,
      protection === null,
      protection?.cameBefore ?? false,
    ],
  });
}
