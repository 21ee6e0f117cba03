import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { computeDeadline, daysLeft, type Deadline } from '@tiepdan/deadline';
import { dayInProvince, toDay, type Law } from '@tiepdan/law';
import type { CaseDeadline } from './case';
import { DeadlineExplanationType, DeadlineType, EvidenceType } from './deadline.graphql';

const EXPLAINED_MAX = 5_000;

/** What a stored deadline does not hold is computed again from its rule and start day by the same pure function. */
@Resolver(() => DeadlineType)
export class DeadlineResolver {
  private readonly explained = new Map<string, Deadline>();

  constructor(
    private readonly law: Law,
    private readonly now: () => Date,
  ) {}

  @FieldResolver(() => String, { description: 'What the deadline is called.' })
  label(@Root() { rule }: CaseDeadline): string {
    return this.law.ruleLabel(rule);
  }

  @FieldResolver(() => Int, {
    description: "Units left until the end of the last day, in the rule's own unit; negative when late.",
  })
  daysLeft(@Root() deadline: CaseDeadline): number {
    return daysLeft(this.law, deadline, deadline.metOn ?? dayInProvince(this.now()));
  }

  @FieldResolver(() => String, { description: 'Article of law.' })
  legalBasis(@Root() deadline: CaseDeadline): string {
    return this.explain(deadline).legalBasis;
  }

  @FieldResolver(() => EvidenceType, { description: 'How sure the day is.' })
  evidence(@Root() deadline: CaseDeadline): string {
    return this.explain(deadline).evidence;
  }

  @FieldResolver(() => DeadlineExplanationType, { description: 'How the day was found.' })
  explanation(@Root() deadline: CaseDeadline): Deadline {
    return this.explain(deadline);
  }

  private explain({ rule, startedOn }: CaseDeadline): Deadline {
    const key = `${rule} ${startedOn}`;
    const known = this.explained.get(key);
    if (known) return known;
    if (this.explained.size >= EXPLAINED_MAX) this.explained.clear();
    const deadline = computeDeadline({ law: this.law, ruleKey: rule, startedOn: toDay(startedOn) });
    this.explained.set(key, deadline);
    return deadline;
  }
}
