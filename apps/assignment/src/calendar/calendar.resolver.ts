import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { authorise } from '@tiepdan/access/assignment';
import type { Queryable } from '@tiepdan/database';
import { daysBetween, toDay } from '@tiepdan/dated-table';
import { badInput, DateScalar, type SubgraphContext } from '@tiepdan/subgraph';
import { CalendarDayType } from './calendar.graphql';
import { keptDays } from './calendar.repository';
import { shownDay } from './shown-day';

const SPAN_DAYS_MAX = 366;

@Resolver(() => CalendarDayType)
export class CalendarResolver {
  constructor(private readonly pool: Queryable) {}

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
    const kept = await keptDays(this.pool, { from: toDay(from), to: toDay(to) });
    return kept.filter(({ now }) => now !== null).map((day) => shownDay(day, principal));
  }
}
