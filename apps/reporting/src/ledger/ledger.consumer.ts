import { agencyContract, caseContract } from '@tiepdan/contract-assignment';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import type { Queryable } from '@tiepdan/database';
import { defineConsumer } from '@tiepdan/event-delivery';
import { numberAgencies, rememberAgencies } from '../agencies/agency.repository';
import type { Bookkeeping } from './bookkeeping';
import { noteAppliedThrough, writePostings } from './books.repository';
import { createClusters } from './clusters';
import { isCounted, keepJournal, type Entry, type Numbers } from './journal';
import {
  insertHearings,
  insertLinks,
  lockClusters,
  numberSubjects,
  rememberCases,
  storeClusters,
} from './matter.repository';

const contracts = [visitContract, petitionContract, caseContract, agencyContract] as const;

/** Turns what happened into postings. The order in which topics arrive makes no difference to the books. */
export const ledgerConsumer = (books: Bookkeeping) =>
  defineConsumer({
    name: 'reporting/ledger',
    contracts,
    async apply(client, events) {
      await rememberAgencies(
        client,
        events.filter((event) => event.type === 'AgencyRegistered'),
      );
      await rememberCases(
        client,
        events
          .filter((event) => event.type === 'CaseOpened' || event.type === 'CasePetitionJoined')
          .map(({ data, aggregateId, recordedAt }) => ({
            petitionId: data.petitionId.toLowerCase(),
            caseId: aggregateId,
            toldAt: recordedAt,
          })),
      );
      await enter(
        client,
        books,
        events.filter(
          (event): event is Entry =>
            event.type === 'PetitionClassified' || (event.type === 'VisitRegistered' && isCounted(books, event)),
        ),
      );
      const newest = events.map(({ recordedAt }) => recordedAt).reduce(later);
      await noteAppliedThrough(client, newest);
    },
  });

const later = (one: string, other: string): string => (Date.parse(one) >= Date.parse(other) ? one : other);

/** A fixed number of statements for any number of entries. */
async function enter(client: Queryable, books: Bookkeeping, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const petitionIds = entries.flatMap(petitionsNamed);
  const agencyIds = entries.flatMap((entry) => (entry.type === 'VisitRegistered' ? [entry.data.agencyId] : []));
  const visitIds = entries.flatMap((entry) => (entry.type === 'VisitRegistered' ? [entry.aggregateId] : []));
  const agencies = await numberAgencies(client, agencyIds);
  const subjects = await numberSubjects(client, [...visitIds, ...petitionIds]);
  const numbers: Numbers = { agency: numberIn(agencies), subject: numberIn(subjects) };

  const petitionNos = [...new Set(petitionIds.map(numbers.subject))];
  const isJoining = entries.some((entry) => entry.type === 'PetitionClassified' && entry.data.duplicateOfId !== null);
  const clusters = createClusters(await lockClusters(client, petitionNos, { isJoining }));
  const journal = keepJournal({ books, numbers, clusters }, entries);

  await insertHearings(client, journal.hearings);
  await insertLinks(client, journal.links);
  await storeClusters(client, clusters.joined());
  await writePostings(client, books, journal.postings);
}

const petitionsNamed = (entry: Entry): string[] => {
  if (entry.type === 'VisitRegistered') return entry.data.petitionIds;
  return entry.data.duplicateOfId === null ? [entry.aggregateId] : [entry.aggregateId, entry.data.duplicateOfId];
};

const numberIn =
  (numbers: ReadonlyMap<string, number>) =>
  (id: string): number => {
    const number = numbers.get(id.toLowerCase());
    if (number === undefined) throw new Error('an id that was given no number');
    return number;
  };
