import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { authorise } from '@tiepdan/access/assignment';
import { Refusal } from '@tiepdan/refusal';
import { badInput, type SubgraphContext } from '@tiepdan/subgraph';
import type { CalendarBook } from '../calendar/calendar-book';
import { ComputeDeadlineInput, computeDeadlineResult } from './compute-deadline.graphql';
import { whatIfDeadline } from './what-if-deadline';

const PAUSES_MAX = 100;

@Resolver()
export class ComputeDeadlineResolver {
  constructor(private readonly book: Pick<CalendarBook, 'newest'>) {}

  @Query(() => computeDeadlineResult.Result, {
    description: 'What if: a deadline with its explanation, no case needed.',
  })
  computeDeadline(
    @Ctx() { principal }: SubgraphContext,
    @Arg('input', () => ComputeDeadlineInput, { description: 'Which rule, from which day, and what happened since.' })
    input: ComputeDeadlineInput,
  ): object {
    authorise(principal, 'readLaw');
    if ((input.pauses?.length ?? 0) > PAUSES_MAX) throw badInput(`"pauses" holds at most ${PAUSES_MAX}.`);
    try {
      return whatIfDeadline(this.book.newest(), input);
    } catch (error) {
      if (error instanceof Refusal) return { __typename: 'DeadlineRefused', ...error.details };
      throw error;
    }
  }
}
