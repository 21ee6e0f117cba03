import { validate } from 'uuid';
import { officerContract, type OfficerEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import type { Delegation, Duty, DutyHolder } from './duty';

const DUTY = `d.officer_id as "officerId", d.role, d.agency_id as "agencyId", d.valid_from::text as "validFrom",
  d.valid_to::text as "validTo"`;
const DELEGATION = `id, version, from_id as "fromId", to_id as "toId", role, agency_id as "agencyId",
  valid_from::text as "validFrom", valid_to::text as "validTo", document_number as "documentNumber",
  document_title as "documentTitle", document_issued_on::text as "documentIssuedOn", granted_at as "grantedAt",
  withdrawn_at as "withdrawnAt"`;

/** Officers by their ids with all their duties, of whatever time; `locked` until the transaction ends. What is no id finds nothing. */
export async function dutyHolders(
  client: Queryable,
  given: readonly string[],
  locked = false,
): Promise<Map<string, DutyHolder>> {
  const ids = given.filter((id) => validate(id));
  const officers = await client.query<Omit<DutyHolder, 'duties'>>({
    name: locked ? 'lock-duty-holders' : 'duty-holders',
    text: `select id, version, agency_id as "agencyId", suspended_at as "suspendedAt" from officer
           where id = any($1::uuid[]) order by id ${locked ? 'for update' : ''}`,
    values: [ids],
  });
  const duties = await client.query<Duty>({
    name: 'duties-of-officers',
    text: `select ${DUTY} from officer_duty d where d.officer_id = any($1::uuid[])
           order by d.officer_id, d.role, d.agency_id, d.valid_from`,
    values: [ids],
  });
  const ofOfficer = Map.groupBy(duties.rows, ({ officerId }) => officerId);
  return new Map(officers.rows.map((officer) => [officer.id, { ...officer, duties: ofOfficer.get(officer.id) ?? [] }]));
}

/** Raises the versions of officers, which must be locked, and gives the events that say how each stands now. */
export async function raiseOfficers(client: Queryable, ids: readonly string[]): Promise<OfficerEvent[]> {
  if (ids.length === 0) return [];
  await client.query({
    name: 'raise-officers',
    text: 'update officer set version = version + 1 where id = any($1::uuid[])',
    values: [ids],
  });
  return [...(await dutyHolders(client, ids)).values()].map((holder) => ({
    topic: officerContract.topic,
    type: 'OfficerRegistered',
    aggregateId: holder.id,
    aggregateVersion: holder.version,
    data: {
      agencyId: holder.agencyId,
      duties: holder.duties.map(({ role, agencyId, validFrom, validTo }) => ({ role, agencyId, validFrom, validTo })),
      suspended: holder.suspendedAt !== null,
    },
  }));
}

export const suspend = (client: Queryable, officerId: string, at: Date | null): Promise<unknown> =>
  client.query({
    name: 'suspend-officer',
    text: 'update officer set suspended_at = $2 where id = $1',
    values: [officerId, at],
  });

export const insertDelegation = (client: Queryable, delegation: Delegation): Promise<unknown> =>
  client.query({
    name: 'insert-delegation',
    text: `insert into delegation (id, version, from_id, to_id, role, agency_id, valid_from, valid_to, document_number,
             document_title, document_issued_on, granted_at)
           values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      delegation.id, delegation.fromId, delegation.toId, delegation.role, delegation.agencyId, delegation.validFrom,
      delegation.validTo, delegation.documentNumber, delegation.documentTitle, delegation.documentIssuedOn,
      delegation.grantedAt,
    ], // prettier-ignore
  });

/** Delegations by their ids; `lock` keeps them from changing until the transaction ends. */
export async function delegationsByIds(
  client: Queryable,
  ids: readonly string[],
  lock = false,
): Promise<Map<string, Delegation>> {
  const { rows } = await client.query<Delegation>({
    name: lock ? 'lock-delegations' : 'delegations-by-ids',
    text: `select ${DELEGATION} from delegation where id = any($1::uuid[]) order by id ${lock ? 'for update' : ''}`,
    values: [ids],
  });
  return new Map(rows.map((delegation) => [delegation.id, delegation]));
}

export const endDelegation = (client: Queryable, id: string, at: Date): Promise<unknown> =>
  client.query({
    name: 'end-delegation',
    text: 'update delegation set withdrawn_at = $2, version = version + 1 where id = $1',
    values: [id, at],
  });

/** Delegations in force on a day, by whom they were given to. */
export async function delegationsTo(
  client: Queryable,
  officerIds: readonly string[],
  on: Day,
): Promise<Map<string, Delegation[]>> {
  const { rows } = await client.query<Delegation>({
    name: 'delegations-to',
    text: `select ${DELEGATION} from delegation
           where to_id = any($1::uuid[]) and withdrawn_at is null and $2::date between valid_from and valid_to
           order by to_id, granted_at, id`,
    values: [officerIds, on],
  });
  return Map.groupBy(rows, ({ toId }) => toId);
}
