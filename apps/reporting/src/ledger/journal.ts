import type { PetitionEvent, VisitEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { dayInProvince, toDay, type Day } from '@tiepdan/dated-table';
import type { Bookkeeping } from './bookkeeping';
import type { Cluster, Clusters } from './clusters';
import { changesSince, type Hearing, type Link } from './matter';
import { numberLines, type Posting } from './posting';

export type VisitRegistered = Recorded<Extract<VisitEvent, { type: 'VisitRegistered' }>>;
export type PetitionClassified = Recorded<Extract<PetitionEvent, { type: 'PetitionClassified' }>>;
export type Entry = VisitRegistered | PetitionClassified;

/** Dense numbers of ids, known for everything the entries name. */
export interface Numbers {
  agency(id: string): number;
  subject(id: string): number;
}

/** What a set of entries adds to the books. */
export interface Journal {
  readonly postings: readonly Posting[];
  readonly hearings: readonly Hearing[];
  readonly links: readonly Link[];
}

export interface Desk {
  readonly books: Bookkeeping;
  readonly numbers: Numbers;
  /** Learns of every hearing and link entered. */
  readonly clusters: Clusters;
}

type Line = Omit<Posting, 'id'>;

/** Whether a visit is a reception at all. */
export const isCounted = ({ readings }: Bookkeeping, { data }: VisitRegistered): boolean =>
  data.refusalGround === null || readings.countsVisitsTurnedAway;

/** Enters events one after another. Refuses DAY_BEFORE_BOOKS for a day no reporting period is known for. */
export function keepJournal(desk: Desk, entries: readonly Entry[]): Journal {
  const postings: Posting[] = [];
  const hearings: Hearing[] = [];
  const links: Link[] = [];
  for (const entry of entries) {
    const recordedOn = dayInProvince(new Date(entry.recordedAt));
    const lines: Line[] = [];
    if (entry.type === 'VisitRegistered') {
      lines.push(...visitLines(desk, entry, recordedOn));
      for (const hearing of hearingsOf(desk, entry, recordedOn)) {
        const before = desk.clusters.of(hearing.petitionNo);
        lines.push(...heardLines(desk, before, desk.clusters.add(before, { hearings: [hearing] }), recordedOn));
        hearings.push(hearing);
      }
    } else {
      const link = linkOf(desk, entry, recordedOn);
      if (!link) continue;
      const before = desk.clusters.join(link.petitionNo, link.duplicateOfNo ?? link.petitionNo);
      lines.push(...heardLines(desk, before, desk.clusters.add(before, { links: [link] }), recordedOn));
      links.push(link);
    }
    postings.push(...numberLines(entry, lines));
  }
  return { postings, hearings, links };
}

function visitLines({ books, numbers }: Desk, { aggregateId, data }: VisitRegistered, recordedOn: Day): Line[] {
  const effectiveOn = toDay(data.arrivedOn);
  books.monthOf(effectiveOn);
  const group = data.visitorCount >= books.groupVisitorsMin(effectiveOn) ? 'GROUP' : 'SINGLE';
  const common = {
    subjectNo: numbers.subject(aggregateId),
    effectiveOn,
    recordedOn,
    agencyNo: numbers.agency(data.agencyId),
  };
  return [
    { ...common, amount: 1, account: books.chart.visit(data.receivedBy, group) },
    { ...common, amount: data.visitorCount, account: books.chart.person(data.receivedBy, group) },
  ];
}

const hearingsOf = ({ numbers }: Desk, { aggregateId, data }: VisitRegistered, recordedOn: Day): Hearing[] =>
  [...new Set(data.petitionIds)].map((petitionId) => ({
    petitionNo: numbers.subject(petitionId),
    visitNo: numbers.subject(aggregateId),
    agencyNo: numbers.agency(data.agencyId),
    mode: data.receivedBy,
    day: toDay(data.arrivedOn),
    recordedOn,
  }));

const heardLines = ({ books }: Desk, before: Cluster, after: Cluster, since: Day): Line[] =>
  changesSince(books, before, after, since).map((line) => ({
    amount: line.change,
    subjectNo: line.petitionNo,
    effectiveOn: line.day,
    recordedOn: line.recordedOn,
    agencyNo: line.agencyNo,
    account: books.chart.heard(line.mode, line.windows),
  }));

/** Null when the classification changes nothing about what the petition repeats. */
function linkOf({ numbers, clusters }: Desk, event: PetitionClassified, recordedOn: Day): Link | null {
  const petitionNo = numbers.subject(event.aggregateId);
  const told = event.data.duplicateOfId === null ? null : numbers.subject(event.data.duplicateOfId);
  const duplicateOfNo = told === petitionNo ? null : told;
  const last = clusters
    .of(petitionNo)
    .links.filter((link) => link.petitionNo === petitionNo)
    .toSorted((one, other) => other.version - one.version)[0];
  if ((last?.duplicateOfNo ?? null) === duplicateOfNo) return null;
  return { petitionNo, version: event.aggregateVersion, duplicateOfNo, recordedOn };
}
