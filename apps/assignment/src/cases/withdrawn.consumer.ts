import { caseContract } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import { toDay } from '@tiepdan/dated-table';
import { outOfStep, type CaseKeeping } from './case-keeping';
import { stateOfCase } from './case-state';
import { withdrawPetitions } from './case-petition.repository';
import { casesOfPetitions, deadlinesOfCases, lockCases, storeDeadlines, updateCases } from './case.repository';
import { isMeant, terminateCase, type PetitionWithdrawn } from './terminate-case';

/**
 * Follows a set of withdrawals: a case ends with the last petition that asked for it, and one that is over stays as it
 * ended.
 */
export async function followWithdrawn(
  client: Queryable,
  keeping: CaseKeeping,
  events: readonly PetitionWithdrawn[],
): Promise<void> {
  const meant = events.filter(isMeant);
  if (meant.length === 0) return;
  const petitionIds = meant.map(({ aggregateId }) => aggregateId);
  const locked = await lockCases(client, { openedFor: [], holding: petitionIds });
  const cases = new Map(locked.map((found) => [found.id, found]));
  const ofPetitions = await casesOfPetitions(client, petitionIds);
  if (petitionIds.some((id) => !ofPetitions.has(id))) throw outOfStep('CASE_UNKNOWN');

  const withdrawals = meant.map(({ aggregateId, data }) => ({
    petitionId: aggregateId,
    withdrawnOn: toDay(data.withdrawnOn),
  }));
  const left = await withdrawPetitions(client, withdrawals, [...cases.keys()]);
  const deadlines = await deadlinesOfCases(client, [...cases.keys()]);
  const terminated = left.flatMap(({ caseId, withdrawnOn }) => {
    const found = cases.get(caseId)!;
    if (stateOfCase(keeping.workflow, found).over) return [];
    return [terminateCase(keeping, found, deadlines.get(caseId) ?? [], withdrawnOn)];
  });
  await updateCases(
    client,
    terminated.map(({ changed }) => changed),
  );
  await storeDeadlines(
    client,
    terminated.flatMap((result) => result.deadlines),
  );
  await recordEvents(
    client,
    [caseContract],
    terminated.map(({ event }) => event),
    keeping.now(),
  );
}
