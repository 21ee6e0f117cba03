import type { PoolClient } from 'pg';
import type { Access, Acting, Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { caseContract } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import { Refusal } from '@tiepdan/refusal';
import { accessObjectOf, type Case } from './case';
import { lockCaseWithin } from './case-reach.repository';
import { storeDeadlines, updateCases } from './case.repository';
import type { CaseStep } from './case-step';

/** The case, locked, at the version the caller read. Refuses CASE_UNKNOWN, VERSION_CHANGED. */
export async function caseToChange(
  client: Queryable,
  id: string,
  expectedVersion: number,
  access: Access,
): Promise<Case> {
  const found = await lockCaseWithin(client, id, access.reach('readCase'));
  // What may not be known to exist looks the same as what does not exist.
  if (!found || !access.may('readCase', accessObjectOf(found))) throw caseUnknown();
  if (found.version !== expectedVersion) throw versionChanged();
  return found;
}

/** Stores a step with its event, its document and its audit link. */
export async function storeStep(
  client: PoolClient,
  operation: string,
  step: CaseStep,
  { principal, acting }: { readonly principal: Principal; readonly acting: Acting },
  at: Date,
): Promise<Case> {
  const { changed, document } = step;
  await updateCases(client, [changed]);
  await storeDeadlines(client, step.deadlines);
  await client.query({
    name: 'store-case-act',
    text: `insert into case_act (case_id, version, actor_id, document_number, document_title, document_issued_on, acting_for)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      changed.id,
      changed.version,
      principal.id,
      document?.number,
      document?.title,
      document?.issuedOn,
      acting.onBehalfOf,
    ],
  });
  await recordEvents(client, [caseContract], [step.event], at);
  await appendAudit(client, {
    agencyId: changed.agencyId,
    actorId: principal.id,
    acting,
    operation,
    objectId: changed.id,
    payload: step.event.data,
  });
  return changed;
}

export const caseUnknown = () =>
  new Refusal({
    code: 'CASE_UNKNOWN',
    field: 'case',
    message: 'Không tìm thấy vụ việc này.',
    messageEn: 'There is no such case.',
  });
const versionChanged = () =>
  new Refusal({
    code: 'VERSION_CHANGED',
    field: 'expectedVersion',
    message: 'Vụ việc vừa có thay đổi; hãy xem lại rồi thực hiện lại.',
    messageEn: 'The case has just changed; look again and repeat.',
  });
