import { graphql } from 'graphql';
import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { migrate, openDatabase } from '@tiepdan/database';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { openReader, openStandingBook, type StandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from '../province/load-province.worker';
import type { CalendarBook } from '../calendar/calendar-book';
import { openCalendarBook } from '../calendar/calendar-book.repository';
import { loadCalendarInto } from '../calendar/load-calendar.worker';
import { recomputePending } from '../calendar/recompute.worker';
import { petitionConsumer } from '../cases/petition.consumer';
import { assignmentDatabase } from '../database/database';
import { ownRegister } from '../duties/standing.repository';
import { assignmentSubgraph } from '../subgraph';

const law = loadLaw('libs/law/data');
const province = loadProvince('libs/law/province/data');
const workflow = loadWorkflows('libs/law/data');

export const agencyId = province.agencyByCode('BTCD', toDay('2026-08-24'))!.id;
/** Heads the agency of the examples. */
export const head = province.officers.find(
  (officer) => officer.agencyId === agencyId && officer.roles.includes('head'),
)!;
/** Works for another agency. */
export const stranger = province.officers.find((officer) => officer.agencyId !== agencyId)!;

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const unheard = { wakeRelay: () => undefined, wakeRecomputation: () => undefined, faultsUndeclared: true };

/** The service on a database of its own, with province and calendar loaded, at a time that the test sets. */
export interface AssignmentWorld {
  readonly pool: Pool;
  readonly readerPool: Pool;
  readonly book: CalendarBook;
  readonly standing: StandingBook;
  readonly consumer: ReturnType<typeof petitionConsumer>;
  /** Follows every change of the calendar to the end. */
  recompute(): Promise<void>;
  /** Asks the graph; the head of the agency asks unless told. */
  ask(source: string, principal?: Partial<Principal>, input?: object): Promise<Answer>;
  close(): Promise<void>;
}
type Answer = { data: any; errors?: any[] }; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Opens a world on an empty database, which it drops when it closes; `now` tells its time. */
export async function openAssignmentWorld(
  database: { readonly url: string; readonly drop: () => Promise<void> },
  now: () => Date,
): Promise<AssignmentWorld> {
  const stops: (() => Promise<unknown> | void)[] = [database.drop];
  await migrate(assignmentDatabase(database.url));
  const { pool, readerPool } = await openDatabase(assignmentDatabase(database.url), (_, stop) => void stops.push(stop));
  await loadProvinceInto(pool, province, now());
  await loadCalendarInto(pool, law.calendar, now());
  const book = openCalendarBook(pool, law);
  const standing = openStandingBook(pool, now, ownRegister);
  const { schema } = await assignmentSubgraph({
    pool,
    reader: openReader(readerPool),
    book,
    standing,
    workflow,
    now,
    ...unheard,
  });
  return {
    pool,
    readerPool,
    book,
    standing,
    consumer: petitionConsumer({ book, standing, workflow, now }),
    recompute: () => recomputePending({ pool, book, now, log, ...unheard }),
    ask: async (source, principal = {}, input = {}) => {
      const contextValue = new SubgraphContext(
        { id: head.id, agencyId, roles: ['head', 'resolver'], ...principal },
        '',
      );
      return JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue, variableValues: { input } })));
    },
    close: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
}
