import { caseContract, type CaseEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import { toDay } from '@tiepdan/dated-table';
import type { Case, CaseDeadline } from './case';
import { lawful } from '../clocks/lawful';
import { outOfStep, type CaseKeeping } from './case-keeping';
import { joinPetitions, petitionsOfCases } from './case-petition.repository';
import { deadlinesOfCases, lockCases, storeDeadlines, updateCases } from './case.repository';
import { classifyCase, type PetitionClassified } from './classify-case';
import { JoinedCases } from './joined-cases';

/** Follows a set of classifications, with the same few statements however many they are. */
export async function followClassified(
  client: Queryable,
  keeping: CaseKeeping,
  events: readonly PetitionClassified[],
): Promise<void> {
  if (events.length === 0) return;
  const holding = events.flatMap(({ data }) => data.duplicateOfId ?? []);
  const locked = await lockCases(client, { openedFor: events.map(({ aggregateId }) => aggregateId), holding });
  const cases = new Map(locked.map((found) => [found.id, found]));
  const ids = [...cases.keys()];
  const deadlines = await deadlinesOfCases(client, ids);
  const joined = new JoinedCases(cases, holding.length > 0 ? await petitionsOfCases(client, ids) : new Map());

  const openedFor = new Map(locked.map((found) => [found.petitionId, found.id]));
  const told: CaseEvent[] = [];
  const settled: CaseDeadline[] = [];
  for (const event of events) {
    const id = openedFor.get(event.aggregateId);
    if (id === undefined) throw outOfStep('CASE_UNKNOWN');
    const followed = lawful(() => classifyCase(keeping, event, cases.get(id), deadlines.get(id) ?? []));
    cases.set(id, followed.changed);
    settled.push(...followed.deadlines);
    told.push(followed.event);
    const { duplicateOfId, classifiedOn } = event.data;
    if (duplicateOfId !== null) told.push(...joined.join(id, duplicateOfId, toDay(classifiedOn)));
  }

  const before = new Map(locked.map((found): [string, Case] => [found.id, found]));
  await updateCases(
    client,
    [...cases.values()].filter((found) => found !== before.get(found.id)),
  );
  await storeDeadlines(client, settled);
  await joinPetitions(client, joined.joins);
  await recordEvents(client, [caseContract], told, keeping.now());
}
