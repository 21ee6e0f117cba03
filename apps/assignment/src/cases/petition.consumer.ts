import { v7 } from 'uuid';
import { caseContract } from '@tiepdan/contract-assignment';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import type { Queryable } from '@tiepdan/database';
import { defineConsumer, recordEvents } from '@tiepdan/event-delivery';
import { Refusal } from '@tiepdan/refusal';
import type { StandingBook } from '@tiepdan/standing';
import type { Workflows } from '@tiepdan/workflow';
import { agenciesByIds } from '../agencies/agency.repository';
import type { CalendarBook } from '../calendar/calendar-book';
import { lawful } from '../clocks/lawful';
import type { CaseKeeping } from './case-keeping';
import { drawNumbers } from './case-number.repository';
import { lockMembership } from './case-petition.repository';
import { insertCases, storeDeadlines } from './case.repository';
import { followClassified } from './classified.consumer';
import { openCase, seriesOf, type PetitionReceived } from './open-cases';
import { isMeant } from './terminate-case';
import { followWithdrawn } from './withdrawn.consumer';

/** What following the events of intake is wired with. */
export interface KeepCasesOptions {
  readonly book: CalendarBook;
  readonly standing: StandingBook;
  readonly workflow: Workflows;
  readonly now: () => Date;
}

/**
 * Opens a case for every received petition and follows what intake says of it later. Visits are listened to so that
 * whoever registers one and asks for the cases of its petitions can be waited for.
 */
export const petitionConsumer = ({ book, standing, workflow, now }: KeepCasesOptions) =>
  defineConsumer({
    name: 'assignment/keep-cases',
    contracts: [petitionContract, visitContract],
    async apply(client, events) {
      // A petition is classified at most once and withdrawn last, so three rounds keep the order of each petition.
      const received = events.filter((event) => event.type === 'PetitionReceived');
      const classified = events.filter((event) => event.type === 'PetitionClassified');
      const withdrawn = events.filter((event) => event.type === 'PetitionWithdrawn');
      const movesPetitions = withdrawn.some(isMeant) || classified.some(({ data }) => data.duplicateOfId !== null);
      const keeping: CaseKeeping = { workflow, now, law: await book.lawIn(client), standing: await standing.today() };
      if (movesPetitions) await lockMembership(client);
      await open(client, keeping, received);
      await followClassified(client, keeping, classified);
      await followWithdrawn(client, keeping, withdrawn);
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

const agencyUnknown = () =>
  new Refusal({
    code: 'AGENCY_UNKNOWN',
    message: 'Chưa có cơ quan này trong danh bạ.',
    messageEn: 'The register does not know this agency yet.',
  });
