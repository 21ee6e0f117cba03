import type { Pool } from 'pg';
import {
  AccessDenied,
  actingAs,
  type Acting,
  type Given,
  type Operation,
  type Principal,
  type Standing,
} from '@tiepdan/access';
import { appendAudit, refusedOperation } from '@tiepdan/audit';
import { disclosureContract, type DisclosureEvent } from '@tiepdan/contract-intake';
import { inTransaction, once, type Queryable } from '@tiepdan/database';
import { dayInProvince } from '@tiepdan/dated-table';
import { recordEvents } from '@tiepdan/event-delivery';
import type { Refusal } from '@tiepdan/refusal';
import type { AccessCall } from '../petitions/change-petition.repository';
import type { Petition } from '../petitions/petition';
import { accessObjectOf } from '../petitions/petition-access';
import { petitionUnknown } from '../petitions/petition-refusals';
import { lockPetitions, petitionsByIds } from '../petitions/petition.repository';
import { approve, disclosureUnknown, nobodyOversees, request, type Disclosure } from './disclosure';
import { disclosuresByIds, lockDisclosure, overseersOf, storeDisclosure } from './disclosure.repository';

/** A call by a custodian, at an instant, among people who stand to each other as on that day. */
export interface CustodianCall extends AccessCall {
  readonly at: Date;
  readonly standing: Standing;
}

/**
 * Notes that one custodian wants an identity opened. Refuses PETITION_UNKNOWN also for a petition beyond reach, and whatever
 * `request` refuses.
 */
export function requestDisclosure(
  pool: Pool,
  call: CustodianCall,
  asked: { readonly id: string; readonly petition: string; readonly purpose: string },
): Promise<Disclosure> {
  return changed(pool, call, async (client) => {
    const reach = call.access.reach('readPetition');
    const petition = (await petitionsByIds(client, [asked.petition], reach)).get(asked.petition);
    if (!petition) throw petitionUnknown('petition');
    const disclosure = request(petition, { ...asked, requestedById: call.principalId }, call.at);
    const acting = actingFor(call, petition, disclosure);
    const { petitionId, requestedById } = disclosure;
    const data = { petitionId, receivingAgencyId: petition.receivingAgencyId, requestedById };
    return { petition, disclosure, acting, event: { ...headingOf(disclosure), type: 'DisclosureRequested', data } };
  });
}

/**
 * A second custodian agrees, and whoever watches over openings is told. Refuses DISCLOSURE_UNKNOWN, NO_OVERSEER, and whatever
 * `approve` refuses.
 */
export function approveDisclosure(pool: Pool, call: CustodianCall, id: string): Promise<Disclosure> {
  return changed(pool, call, async (client) => {
    const reach = call.access.reach('readPetition');
    const found = await lockDisclosure(client, id, reach);
    if (!found) throw disclosureUnknown();
    const petition = (await lockPetitions(client, [found.petitionId], reach)).get(found.petitionId);
    if (!petition) throw disclosureUnknown();
    const acting = actingFor(call, petition, {});
    const disclosure = approve(found, call.principalId, reach.conflicts.people, call.at);
    const on = dayInProvince(call.at);
    const overseerIds = await overseersOf(client, {
      matter: accessObjectOf(petition).matter!,
      on,
      standing: call.standing,
    });
    if (overseerIds.length === 0) throw nobodyOversees();
    const data = {
      petitionId: petition.id,
      petitionNumber: petition.number,
      receivingAgencyId: petition.receivingAgencyId,
      requestedById: disclosure.requestedById,
      approvedById: call.principalId,
      openUntil: disclosure.openUntil!.toISOString(),
      overseerIds,
    };
    return { petition, disclosure, acting, event: { ...headingOf(disclosure), type: 'DisclosureApproved', data } };
  });
}

/**
 * Leaves a link that a custodian asked for what was refused, in the chain of the custodian's own agency: nothing else may tell
 * whose petition it was.
 */
export async function noteRefused(
  pool: Pool,
  principal: Principal,
  { operation, objectId, refusal }: RefusedCall,
): Promise<void> {
  if (principal.agencyId === null) return;
  await appendAudit(pool, {
    agencyId: principal.agencyId,
    actorId: principal.id,
    acting: actingAs(principal, operation),
    operation: refusedOperation(operation),
    objectId,
    payload: { code: refusal.details.code },
  });
}

export interface RefusedCall {
  readonly operation: Operation;
  readonly objectId: string;
  readonly refusal: Refusal;
}

interface Change {
  readonly petition: Petition;
  readonly disclosure: Disclosure;
  readonly acting: Acting;
  readonly event: DisclosureEvent;
}

/** By which duty. @throws AccessDenied where none allows it with what is given */
function actingFor({ access, operation }: CustodianCall, petition: Petition, given: Given): Acting {
  const acting = access.acting(operation, accessObjectOf(petition), given);
  if (!acting) throw new AccessDenied(operation);
  return acting;
}

/** Once for each idempotency key, with event and audit link. */
async function changed(
  pool: Pool,
  call: CustodianCall,
  work: (client: Queryable) => Promise<Change>,
): Promise<Disclosure> {
  return inTransaction(pool, async (client) => {
    const { id } = await once(client, call, async () => {
      const { petition, disclosure, acting, event } = await work(client);
      await storeDisclosure(client, disclosure);
      await recordEvents(client, [disclosureContract], [event], call.at);
      await appendAudit(client, {
        agencyId: petition.receivingAgencyId,
        actorId: call.principalId,
        acting,
        operation: call.operation,
        objectId: petition.id,
        purpose: disclosure.purpose,
        payload: disclosure,
      });
      return { id: disclosure.id };
    });
    const answer = (await disclosuresByIds(client, [id], call.access.reach('readPetition'))).get(id);
    if (!answer) throw disclosureUnknown();
    return answer;
  });
}

const headingOf = ({ id, version }: Disclosure) => ({
  topic: disclosureContract.topic,
  aggregateId: id,
  aggregateVersion: version,
});
