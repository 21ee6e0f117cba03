import { v7 } from 'uuid';
import type { AgencyEvent, CaseEvent } from '@tiepdan/contract-assignment';
import type { PetitionEvent, VisitEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { applyChunk } from '@tiepdan/event-delivery';
import { addDays, toDay, type Day } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { loadReportLaw } from '@tiepdan/report-forms';
import { openServiceWorld } from '@tiepdan/service-world';
import { matterConsumer } from '@tiepdan/standing';
import { reportingDatabase } from '../database/database';
import { openBookkeeping } from '../ledger/bookkeeping';
import { storeChart } from '../ledger/books.repository';
import { ledgerConsumer } from '../ledger/ledger.consumer';
import { loadFormCells } from '../reports/form-cells';
import { reportBooks } from '../reports/report.repository';
import { reportingSubgraph } from '../subgraph';

/** Events as their producers send them, and a database that takes them in without a broker. */
export type AnyEvent = Recorded<VisitEvent | PetitionEvent | CaseEvent | AgencyEvent>;

export const law = { ...loadLaw('libs/law/data'), ...loadReportLaw('libs/law/data') };
export const bookkeeping = openBookkeeping(law, 'apps/reporting/data');
export const forms = loadFormCells('apps/reporting/data', law, bookkeeping.chart);
export const reportRules = { law, forms, ...bookkeeping };

/** Reproducible whole numbers below a limit. */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

export const shuffled = <Item>(items: readonly Item[], random: (limit: number) => number): Item[] =>
  items
    .map((item) => ({ item, place: random(1e9) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);

let position = 0;
const recorded = (day: Day) => {
  const at = `${day}T05:00:00.000Z`;
  return { position: ++position, occurredAt: at, recordedAt: at };
};

export type VisitTold = Extract<VisitEvent, { type: 'VisitRegistered' }>['data'];

export function visitEvent(
  told: Partial<VisitTold> & Pick<VisitTold, 'agencyId' | 'arrivedOn'>,
  recordedOn = told.arrivedOn,
) {
  return {
    ...recorded(toDay(recordedOn)),
    topic: 'intake.visit.v1',
    type: 'VisitRegistered',
    aggregateId: v7(),
    aggregateVersion: 1,
    data: {
      number: 'BTCD-LT-2026-000001',
      receptionKind: 'REGULAR',
      receivedBy: 'REGULAR',
      arrivedAt: `${told.arrivedOn}T02:00:00.000Z`,
      officerId: v7(),
      visitorCount: 1,
      firstVisit: true,
      petitionIds: [],
      refusalGround: null,
      ...told,
    },
  } satisfies AnyEvent;
}

export const classifiedEvent = (petitionId: string, duplicateOfId: string | null, on: string, version = 2) =>
  ({
    ...recorded(toDay(on)),
    topic: 'intake.petition.v1',
    type: 'PetitionClassified',
    aggregateId: petitionId,
    aggregateVersion: version,
    data: {
      kind: 'COMPLAINT',
      field: 'LAND_HOUSING',
      classifiedOn: on,
      receivingAgencyId: v7(),
      eligible: true,
      ineligibleReasons: [],
      direction: 'ACCEPT',
      duplicateOfId,
    },
  }) satisfies AnyEvent;

export const receivedEvent = (petitionId: string, on: string) =>
  ({
    ...recorded(toDay(on)),
    topic: 'intake.petition.v1',
    type: 'PetitionReceived',
    aggregateId: petitionId,
    aggregateVersion: 1,
    data: {
      number: 'BTCD-D-2026-000001',
      kind: 'COMPLAINT',
      field: 'LAND_HOUSING',
      channel: 'RECEPTION',
      receivedAt: `${on}T02:00:00.000Z`,
      receivedOn: on,
      receivingAgencyId: v7(),
      visitId: null,
      signatoryCount: 1,
      hasKnownPetitioner: true,
      respondentKind: null,
      respondentAgencyId: null,
      respondentOfficerId: null,
      placeCommuneId: null,
      replyChannel: 'LETTER',
    },
  }) satisfies AnyEvent;

export const caseEvent = (petitionId: string, on: string, caseId = v7()) =>
  ({
    ...recorded(toDay(on)),
    topic: 'assignment.case.v1',
    type: 'CaseOpened',
    aggregateId: caseId,
    aggregateVersion: 1,
    data: {
      number: 'BTCD-KN-2026-000001',
      petitionId,
      kind: 'COMPLAINT',
      agencyId: v7(),
      openedAt: `${on}T02:00:00.000Z`,
      openedOn: on,
      deadlines: [],
    },
  }) satisfies AnyEvent;

export const agencyEvent = (id: string, name: string) =>
  ({
    ...recorded(toDay('2026-01-01')),
    topic: 'assignment.agency.v1',
    type: 'AgencyRegistered',
    aggregateId: id,
    aggregateVersion: 1,
    data: { code: 'X', name, level: 'COMMUNE', parentId: null, existsFrom: '2025-07-01', existsTo: null },
  }) satisfies AnyEvent;

export const joinedEvent = (petitionId: string, on: string, caseId: string) =>
  ({
    ...recorded(toDay(on)),
    topic: 'assignment.case.v1',
    type: 'CasePetitionJoined',
    aggregateId: caseId,
    aggregateVersion: 1,
    data: { petitionId, joinedOn: on },
  }) satisfies AnyEvent;

/** Each topic in its own order, one after another: as few chunks as possible. */
export const byTopic = (events: readonly AnyEvent[]): AnyEvent[] =>
  [...Map.groupBy(events, ({ topic }) => topic).values()].flat();

/** A year of visits, duplicates, late entries, groups and refusals at some agencies. */
export function randomHistory(
  random: (limit: number) => number,
  agencyIds: readonly string[],
  visits: number,
): AnyEvent[] {
  const petitions: string[] = [];
  const firstDay = toDay('2025-12-01');
  const history: AnyEvent[] = agencyIds.map((id, index) => agencyEvent(id, `Xã số ${index + 1}`));
  for (let count = 0; count < visits; count++) {
    const day = addDays(firstDay, random(340));
    const recordedOn = addDays(day, random(6) === 0 ? random(30) : 0);
    const own = Array.from({ length: random(3) }, () => v7());
    const again = petitions.length > 0 && random(4) === 0 ? [petitions[random(petitions.length)]!] : [];
    const told = {
      agencyId: agencyIds[random(agencyIds.length)]!,
      arrivedOn: day,
      receivedBy: (['REGULAR', 'HEAD', 'AUTHORISED'] as const)[random(3)]!,
      visitorCount: 1 + random(8),
      petitionIds: [...own, ...again],
      refusalGround: random(12) === 0 ? 'TCD9.1' : null,
    };
    history.push(visitEvent(told, recordedOn));
    for (const petitionId of own) {
      const classifiedOn = addDays(recordedOn, random(10));
      const duplicateOf = petitions.length > 0 && random(3) === 0 ? petitions[random(petitions.length)]! : null;
      history.push(receivedEvent(petitionId, recordedOn), caseEvent(petitionId, recordedOn));
      history.push(classifiedEvent(petitionId, duplicateOf, classifiedOn));
      if (random(10) === 0) history.push(classifiedEvent(petitionId, null, addDays(classifiedOn, 3), 3));
    }
    petitions.push(...own);
  }
  return history;
}

/** Migrated books, on 20 December 2026. */
const openBooks = (url: string) =>
  openServiceWorld({
    at: { url },
    database: reportingDatabase,
    now: () => new Date('2026-12-20T03:00:00Z'),
    caller: { id: 'officer-1', agencyId: null, roles: [] },
    async compose({ pool, standing, now }) {
      await storeChart(pool, bookkeeping.chart.accounts);
      return reportingSubgraph({ rules: reportRules, books: reportBooks(pool), standing, now });
    },
  });

/** Migrated books in the database at `url`, and what brings events into them. */
export async function openWorld(url: string) {
  const { pool, ask, close } = await openBooks(url);
  const consumer = ledgerConsumer(bookkeeping);
  const offsets = new Map<string, number>();

  const matters = matterConsumer('reporting/matters');
  /** Petitions that these events name and do not tell of are plain complaints. */
  const hearOfMatters = async (events: readonly AnyEvent[]) => {
    const told = events.filter((event) => event.type === 'PetitionReceived');
    const toldIds = new Set(told.map(({ aggregateId }) => aggregateId));
    const named = events.flatMap((event) => (event.type === 'VisitRegistered' ? event.data.petitionIds : []));
    const untold = named.filter((id) => !toldIds.has(id)).map((id) => receivedEvent(id, '2026-01-01'));
    await matters.apply(pool, [...told, ...untold]);
    await matters.apply(
      pool,
      events.filter((event) => event.type === 'PetitionClassified'),
    );
  };

  /** Delivers events to the consumer in this order, as chunks of one partition of their topics. */
  const deliver = async (events: readonly AnyEvent[], { partition = 0, chunk = 500 } = {}): Promise<void> => {
    await hearOfMatters(events);
    for (let start = 0; start < events.length;) {
      const { topic } = events[start]!;
      let end = start + 1;
      while (end < events.length && events[end]!.topic === topic && end - start < chunk) end++;
      const key = `${topic}/${partition}`;
      const offset = offsets.get(key) ?? 0;
      const messages = events.slice(start, end).map((event, index) => ({
        offset: offset + index,
        key: event.aggregateId,
        value: JSON.stringify(event),
      }));
      const { nextOffset } = await applyChunk(pool, consumer, { topic, partition, messages });
      offsets.set(key, nextOffset);
      start = end;
    }
  };
  /** All that the books say, whoever stands for it and in whatever order it was written. */
  const net = async () => {
    const { rows } = await pool.query<Record<string, string>>(
      `select a.id as agency, p.account, p.effective_on::text as effective, p.recorded_on::text as recorded, sum(p.amount) as amount
       from posting p join agency a on a.no = p.agency
       group by 1, 2, 3, 4 having sum(p.amount) <> 0 order by 1, 2, 3, 4`,
    );
    return rows.map((row) => Object.values(row).join('|'));
  };
  return { pool, consumer, ask, deliver, net, close };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
