import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { computeDeadline, daysLeft, lastDayItRan, type Deadline } from '@tiepdan/deadline';
import { dayInProvince, toDay } from '@tiepdan/dated-table';
import type { CalendarBook } from '../calendar/calendar-book';
import type { CaseDeadline } from '../cases/case';
import { DeadlineExplanationType, DeadlineType, EvidenceType } from './deadline.graphql';

const EXPLAINED_MAX = 5_000;

/**
 * What a stored deadline does not hold is computed again from its rule, start day and inputs by the same pure function, with
 * the calendar it was last computed by.
 */
@Resolver(() => DeadlineType)
export class DeadlineResolver {
  private readonly explained = new Map<string, Promise<Deadline>>();

  constructor(
    private readonly book: CalendarBook,
    private readonly now: () => Date,
  ) {}

  @FieldResolver(() => String, { description: 'What the deadline is called.' })
  label(@Root() { rule }: CaseDeadline): string {
    return this.book.newest().ruleLabel(rule);
  }

  @FieldResolver(() => Int, {
    description:
      "Units left until the end of the last day, in the rule's own unit; negative when late. While it stands still: as of the day it stopped.",
  })
  daysLeft(@Root() deadline: CaseDeadline): number {
    return daysLeft(this.book.newest(), deadline, deadline.metOn ?? lastDayItRan(deadline, dayInProvince(this.now())));
  }

  @FieldResolver(() => String, { description: 'Article of law.' })
  async legalBasis(@Root() deadline: CaseDeadline): Promise<string> {
    return (await this.explain(deadline)).legalBasis;
  }

  @FieldResolver(() => EvidenceType, { description: 'How sure the day is.' })
  async evidence(@Root() deadline: CaseDeadline): Promise<string> {
    return (await this.explain(deadline)).evidence;
  }

  @FieldResolver(() => DeadlineExplanationType, { description: 'How the day was found.' })
  async explanation(@Root() deadline: CaseDeadline): Promise<DeadlineExplanationType> {
    const { assumptions, steps, ...explained } = await this.explain(deadline);
    const { conventions } = this.book.newest();
    return {
      ...explained,
      steps: [...steps],
      assumptions: assumptions.map((code) => ({
        code,
        label: conventions[code].text,
        legalBasis: conventions[code].legalBasis === '-' ? null : conventions[code].legalBasis,
      })),
    };
  }

  private explain({ rule, startedOn, inputs, calendarSequence }: CaseDeadline): Promise<Deadline> {
    const key = JSON.stringify([rule, startedOn, inputs, calendarSequence]);
    const known = this.explained.get(key);
    if (known) return known;
    if (this.explained.size >= EXPLAINED_MAX) this.explained.clear();
    const explaining = this.book
      .lawAt(calendarSequence)
      .then((law) => computeDeadline({ law, ruleKey: rule, startedOn: toDay(startedOn), ...inputs }));
    this.explained.set(key, explaining);
    explaining.catch(() => this.explained.delete(key));
    return explaining;
  }
}
