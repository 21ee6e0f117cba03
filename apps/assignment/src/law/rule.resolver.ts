import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { authorise } from '@tiepdan/access/assignment';
import { dayInProvince, isInForce, toDay, type Day } from '@tiepdan/dated-table';
import { connection, DateScalar, page, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import type { CalendarBook } from '../calendar/calendar-book';
import { neighbourOf, ruleAsOf, rulesAsOf, type RuleSeen } from './browse-rules';
import { RuleConnection, RuleType } from './rule.graphql';

/** The figures of the law as of a day. */
@Resolver(() => RuleType)
export class RuleResolver {
  constructor(
    private readonly book: Pick<CalendarBook, 'newest'>,
    private readonly now: () => Date,
  ) {}

  @Query(() => RuleConnection, { description: 'The rules in force on a day (today unless told), by key.' })
  rules(
    @Ctx() { principal }: SubgraphContext,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'The day asked.' }) asOf?: string | null,
    @Arg('text', () => String, {
      nullable: true,
      description: 'A part of the key, the label or the basis; accents and case do not matter.',
    })
    text?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Connection<RuleSeen> {
    authorise(principal, 'readLaw');
    const wanted = page(first, after);
    const [afterKey = ''] = wanted.after ?? [];
    const following = rulesAsOf(this.book.newest().rules, this.dayAsked(asOf), text ?? '').filter(
      ({ key }) => key > afterKey,
    );
    return connection(following.slice(0, wanted.size + 1), wanted, ({ key }) => [key]);
  }

  @Query(() => RuleType, {
    nullable: true,
    description:
      'One rule: its version in force on a day (today unless told); where none is, the last that had ended, else the first to come. Null for an unknown key.',
  })
  rule(
    @Ctx() { principal }: SubgraphContext,
    @Arg('key', () => ID, { description: 'Such as kn.accept.first.max.' }) key: string,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'The day asked.' }) asOf?: string | null,
  ): RuleSeen | null {
    authorise(principal, 'readLaw');
    return ruleAsOf(this.book.newest().rules, key, this.dayAsked(asOf));
  }

  @FieldResolver(() => String, {
    description:
      'What is counted: CALENDAR_DAY, WORKING_DAY, MONTH, YEAR; for a rule that gives no date the unit of its table.',
  })
  unit(@Root() { counting, unit }: RuleSeen): string {
    return counting?.unit ?? unit;
  }

  @FieldResolver(() => Boolean, { description: 'Whether this version is in force on the day asked.' })
  inForce(@Root() rule: RuleSeen): boolean {
    return isInForce(rule, rule.asOf);
  }

  @FieldResolver(() => RuleType, { nullable: true, description: 'The version before this one; null for the first.' })
  predecessor(@Root() rule: RuleSeen): RuleSeen | null {
    return neighbourOf(this.book.newest().rules, rule, -1);
  }

  @FieldResolver(() => RuleType, { nullable: true, description: 'The version after this one; null for the newest.' })
  successor(@Root() rule: RuleSeen): RuleSeen | null {
    return neighbourOf(this.book.newest().rules, rule, 1);
  }

  private dayAsked(asOf: string | null | undefined): Day {
    return asOf == null ? dayInProvince(this.now()) : toDay(asOf);
  }
}
