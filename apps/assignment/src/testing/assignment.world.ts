import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { openServiceWorld, type Answer, type WorldParts } from '@tiepdan/service-world';
import type { StandingBook } from '@tiepdan/standing';
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
  /** Asks the graph, by default as the head of the agency. */
  ask(source: string, principal?: Partial<Principal>, input?: object): Promise<Pick<Answer, 'data' | 'errors'>>;
  close(): Promise<void>;
}

/** Opens a world on an empty database, which it drops when it closes; `now` tells its time. */
export async function openAssignmentWorld(
  database: { readonly url: string; readonly drop: () => Promise<void> },
  now: () => Date,
): Promise<AssignmentWorld> {
  const world = await openServiceWorld({
    at: database,
    database: assignmentDatabase,
    register: ownRegister,
    now,
    caller: { id: head.id, agencyId, roles: ['head', 'resolver'] },
    compose,
  });
  const { pool, book } = world;
  return {
    ...world,
    recompute: () => recomputePending({ pool, book, now, log, ...unheard }),
    async ask(source, as = {}, input = {}) {
      const { context: _, ...answer } = await world.ask(source, { as, variables: { input } });
      return answer;
    },
  };
}

async function compose({ pool, reader, standing, now }: WorldParts) {
  await loadProvinceInto(pool, province, now());
  await loadCalendarInto(pool, law.calendar, now());
  const book = openCalendarBook(pool, law);
  const consumer = petitionConsumer({ book, standing, workflow, now });
  const { schema } = await assignmentSubgraph({ pool, reader, book, standing, workflow, now, ...unheard });
  return { schema, book, consumer };
}
