import { v7 } from 'uuid';
import { caseContract, type CaseEvent } from '@tiepdan/contract-assignment';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import type { Queryable } from '@tiepdan/database';
import { defineConsumer, recordEvents } from '@tiepdan/event-delivery';
import { LawError, type Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import { agenciesByIds } from '../agencies/agency.repository';
import type { Case } from './case';
import { drawNumbers } from './case-number.repository';
import {
  deadlinesOfCases,
  insertCases,
  joinPetitions,
  lockCasesOpenedFor,
  storeDeadlines,
  updateCases,
} from './case.repository';
import type { CaseWorkflow } from './case-workflow';
import { followPetition, type FollowedCase, type LaterPetitionEvent } from './follow-petition';
import { openCase, seriesOf, type PetitionReceived } from './open-cases';

export interface CaseKeeping {
  readonly law: Law;
  readonly workflow: CaseWorkflow;
  readonly now: () => Date;
}

/**
 * Opens a case for every received petition and follows what intake says of it later. Visits are listened to so that
 * whoever registers one and asks for the cases of its petitions can be waited for.
 */
export const petitionConsumer = (keeping: CaseKeeping) =>
  defineConsumer({
    name: 'assignment/keep-cases',
    contracts: [petitionContract, visitContract],
    async apply(client, events) {
      // A petition is classified at most once and withdrawn last, so three rounds keep the order of each petition.
      await open(
        client,
        keeping,
        events.filter((event) => event.type === 'PetitionReceived'),
      );
      await follow(
        client,
        keeping,
        events.filter((event) => event.type === 'PetitionClassified'),
      );
      await follow(
        client,
        keeping,
        events.filter((event) => event.type === 'PetitionWithdrawn'),
      );
    },
  });

async function open(client: Queryable, keeping: CaseKeeping, received: readonly PetitionReceived[]): Promise<void> {
  if (received.length === 0) return;
  const agencies = await agenciesByIds(client, [...new Set(received.map(({ data }) => data.receivingAgencyId))]);
  const series = received.map((event) => {
    const agency = agencies.get(event.data.receivingAgencyId);
    if (!agency) throw agencyUnknown();
    return seriesOf(keeping.law, agency.code, event);
  });
  const numbers = await drawNumbers(client, series);
  const openedAt = keeping.now();
  const cases = received.map((event, index) =>
    lawful(() => openCase(keeping, event, { id: v7(), number: numbers[index]!, openedAt })),
  );
  await insertCases(
    client,
    cases.map(({ opened }) => opened),
  );
  await storeDeadlines(
    client,
    cases.flatMap(({ deadlines }) => deadlines),
  );
  await recordEvents(
    client,
    [caseContract],
    cases.map(({ event }) => event),
    openedAt,
  );
}

async function follow(client: Queryable, keeping: CaseKeeping, events: readonly LaterPetitionEvent[]): Promise<void> {
  if (events.length === 0) return;
  const repeated = events.flatMap((event) =>
    event.type === 'PetitionClassified' && event.data.duplicateOfId ? [event.data.duplicateOfId] : [],
  );
  const cases = await lockCasesOpenedFor(client, [...events.map(({ aggregateId }) => aggregateId), ...repeated]);
  const deadlines = await deadlinesOfCases(
    client,
    [...cases.values()].map(({ id }) => id),
  );
  const now = keeping.now();
  const followed = events.map((event) => {
    const found = cases.get(event.aggregateId);
    const result = followPetition(keeping, event, found, found ? (deadlines.get(found.id) ?? []) : [], now);
    cases.set(event.aggregateId, result.changed);
    return result;
  });
  const joins = followed.filter(({ joins }) => joins !== null).map((result) => joined(result, cases));
  await updateCases(client, [
    ...new Map(
      [...followed.map(({ changed }) => changed), ...joins.map(({ into }) => into)].map((changed) => [
        changed.id,
        changed,
      ]),
    ).values(),
  ]);
  await storeDeadlines(
    client,
    followed.flatMap((result) => result.deadlines),
  );
  await joinPetitions(client, joins);
  await recordEvents(
    client,
    [caseContract],
    [...followed.map(({ event }) => event), ...joins.map(({ event }) => event)],
    now,
  );
}

/** A duplicate joins the case of the petition it repeats; nothing is merged or deleted. */
function joined({ joins, changed, event }: FollowedCase, cases: Map<string, Case>) {
  const original = cases.get(joins!);
  if (!original) throw originalUnknown();
  const into = { ...original, version: original.version + 1 };
  cases.set(joins!, into);
  const joinedOn = (event.data as { closedOn: string }).closedOn as Case['receivedOn'];
  const told: CaseEvent = {
    topic: caseContract.topic,
    type: 'CasePetitionJoined',
    aggregateId: into.id,
    aggregateVersion: into.version,
    data: { petitionId: changed.petitionId, joinedOn },
  };
  return { petitionId: changed.petitionId, caseId: into.id, joinedOn, into, event: told };
}

/** A day the law's tables do not reach keeps its petition aside, to be taken up when they do. */
function lawful<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof LawError) throw new Refusal(error.details);
    throw error;
  }
}

const agencyUnknown = () =>
  new Refusal({
    code: 'AGENCY_UNKNOWN',
    message: 'Chưa có cơ quan này trong danh bạ.',
    messageEn: 'The register does not know this agency yet.',
  });
const originalUnknown = () =>
  new Refusal({
    code: 'ORIGINAL_UNKNOWN',
    message: 'Chưa có vụ việc của đơn gốc.',
    messageEn: 'The case of the repeated petition is not known yet.',
  });
