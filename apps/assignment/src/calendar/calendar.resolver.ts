import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Pool, PoolClient } from 'pg';
import { actingAs, authorise, isAllowed, type Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { inTransaction, once } from '@tiepdan/database';
import { dayInProvince, daysBetween, isWeekend, toDay, type Day } from '@tiepdan/dated-table';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { answerCommand, badInput, DateScalar, KEY_MEANING, type SubgraphContext } from '@tiepdan/subgraph';
import { lawful } from '../cases/case-keeping';
import type { DecidingDocument } from '../documents/official-document';
import type { CalendarBook } from './calendar-book';
import { CALENDAR_ID, isSameDay, type ChangedDay, type KeptDay } from './calendar-change';
import {
  CalendarDayResult, CalendarDayType, DeclareCalendarDayInput, WithdrawCalendarDayInput,
} from './calendar.graphql'; // prettier-ignore
import { insertChange, keptDays, lockCalendar } from './calendar.repository';
import { declareCalendarDay, withdrawCalendarDay } from './declare-calendar-day';

export interface CalendarDependencies {
  readonly pool: Pool;
  readonly book: CalendarBook;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
  readonly wakeRecomputation: () => void;
}

const SPAN_DAYS_MAX = 366;

type Decide = (calendar: WorkingCalendar, today: Day) => ChangedDay & { readonly document: DecidingDocument };

@Resolver(() => CalendarDayType)
export class CalendarResolver {
  constructor(private readonly dependencies: CalendarDependencies) {}

  @Query(() => [CalendarDayType], {
    description: 'Days between two days that are off or worked otherwise than the week says; at most 366 days at once.',
  })
  async calendarDays(
    @Ctx() { principal }: SubgraphContext,
    @Arg('from', () => DateScalar, { description: 'First day.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'Last day.' }) to: string,
  ): Promise<object[]> {
    authorise(principal, 'readLaw');
    const days = daysBetween(toDay(from), toDay(to));
    if (days < 0 || days >= SPAN_DAYS_MAX) throw badInput(`"to" comes at most ${SPAN_DAYS_MAX - 1} days after "from".`);
    const kept = await keptDays(this.dependencies.pool, { from: toDay(from), to: toDay(to) });
    return kept.filter(({ now }) => now !== null).map((day) => shown(day, principal));
  }

  @Mutation(() => CalendarDayResult, {
    description: 'Declares a day off or a worked Saturday; every running deadline that spans it is computed again.',
  })
  declareCalendarDay(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => DeclareCalendarDayInput, { description: 'Which day, by which document.' })
    input: DeclareCalendarDayInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.change('declareCalendarDay', context, input, idempotencyKey, (calendar, today) =>
      declareCalendarDay(calendar, input, today),
    );
  }

  @Mutation(() => CalendarDayResult, {
    description: 'Takes a listed day back; every running deadline that spans it is computed again.',
  })
  withdrawCalendarDay(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => WithdrawCalendarDayInput, { description: 'Which day, by which document.' })
    input: WithdrawCalendarDayInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.change('withdrawCalendarDay', context, input, idempotencyKey, (calendar, today) =>
      withdrawCalendarDay(calendar, input, today),
    );
  }

  private change(
    operation: 'declareCalendarDay' | 'withdrawCalendarDay',
    { principal }: SubgraphContext,
    input: DeclareCalendarDayInput | WithdrawCalendarDayInput,
    idempotencyKey: string,
    decide: Decide,
  ) {
    authorise(principal, operation);
    return answerCommand('CalendarDayRefused', { input, idempotencyKey }, async () => {
      const { pool, wakeRelay, wakeRecomputation } = this.dependencies;
      const kept = await inTransaction(pool, async (client) => {
        const call = { principalId: principal.id, key: idempotencyKey, operation, input };
        const { sequence } = await once(client, call, () => this.changed(client, operation, principal, decide));
        const day = toDay(input.day);
        return (await keptDays(client, { from: day, to: day, sequence }))[0]!;
      });
      wakeRelay();
      wakeRecomputation();
      return { ...shown(kept, principal), __typename: 'CalendarDay' };
    });
  }

  /** Sequence of the change; of the earlier one where the day is that already. */
  private async changed(
    client: PoolClient,
    operation: 'declareCalendarDay' | 'withdrawCalendarDay',
    principal: Principal,
    decide: Decide,
  ): Promise<{ sequence: number }> {
    await lockCalendar(client);
    const { calendar } = await this.dependencies.book.lawIn(client);
    const at = this.dependencies.now();
    const { document, ...changed } = lawful(() => decide(calendar, dayInProvince(at)));
    if (isSameDay(changed.now, calendar.days.get(changed.day) ?? null)) return { sequence: calendar.sequence };
    const change = { source: 'DECLARED', release: null, madeBy: principal.id, document, days: [changed] } as const;
    const sequence = await insertChange(client, change, at);
    await appendAudit(client, {
      agencyId: principal.agencyId ?? CALENDAR_ID,
      actorId: principal.id,
      acting: actingAs(principal, operation),
      operation,
      objectId: CALENDAR_ID,
      payload: { sequence, ...changed, document },
    });
    return { sequence };
  }
}

/** A day that is no longer listed counts as its place in the week says. */
const shown = ({ day, now, sequence, recomputedAt, movedCases }: KeptDay, principal: Principal) => ({
  day,
  kind: now?.kind ?? null,
  name: now?.name ?? null,
  document: now?.document ?? null,
  works: now?.works ?? !isWeekend(day),
  expected: now?.expected ?? false,
  evidence: now?.evidence ?? 'CONFIRMED',
  sequence,
  recomputedAt,
  // A total counts matters that the reader is to know nothing of.
  movedCases: isAllowed(principal, 'declareCalendarDay') ? movedCases : null,
});
