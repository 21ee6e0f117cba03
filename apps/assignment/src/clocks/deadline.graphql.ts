import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { DeadlineStep } from '@tiepdan/deadline';
import { CodeLabel, DateScalar, enumOf } from '@tiepdan/subgraph';
import type { CaseDeadline, DeadlineStatus } from '../cases/case';

const DeadlineStatusEnum = enumOf<DeadlineStatus>(['RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELLED']);
const EvidenceEnum = enumOf(['CONFIRMED', 'ASSUMED']);
const DeadlineStepKindEnum = enumOf(['START', 'COUNTED', 'SKIPPED', 'PAUSED', 'EXTENDED', 'ROLLED', 'DUE']);

registerEnumType(DeadlineStatusEnum, {
  name: 'DeadlineStatus',
  description: 'Whether a deadline still runs.',
  valuesConfig: {
    RUNNING: { description: 'The clock runs.' },
    PAUSED: { description: 'The clock stands still.' },
    MET: { description: 'Done in time.' },
    MISSED: { description: 'Done too late.' },
    CANCELLED: { description: 'No longer asked for.' },
  },
});
registerEnumType(EvidenceEnum, {
  name: 'Evidence',
  description: 'How sure a figure is.',
  valuesConfig: {
    CONFIRMED: { description: 'Read in the text of the law.' },
    ASSUMED: { description: 'Rests on a reading or an unchecked source.' },
  },
});
registerEnumType(DeadlineStepKindEnum, {
  name: 'DeadlineStepKind',
  description: 'What a span of days does to a deadline.',
  valuesConfig: {
    START: { description: 'The day of the start event, not counted.' },
    COUNTED: { description: 'Counted.' },
    SKIPPED: { description: 'Not counted.' },
    PAUSED: { description: 'The clock stood still.' },
    EXTENDED: { description: 'Added by an extension.' },
    ROLLED: { description: 'The end moved on to the next working day.' },
    DUE: { description: 'The last day.' },
  },
});

@ObjectType('DeadlineStep', { description: 'A span of days in the computation of a deadline.' })
class DeadlineStepType {
  @Field(() => DeadlineStepKindEnum, { description: 'What it does.' }) kind!: DeadlineStep['kind'];
  @Field(() => DateScalar, { description: 'First day.' }) from!: string;
  @Field(() => DateScalar, { description: 'Last day.' }) to!: string;
  @Field(() => Int, { description: 'How many days.' }) days!: number;
  @Field(() => String, { description: 'Why, in Vietnamese.' }) reason!: string;
}

@ObjectType('DeadlineExplanation', { description: 'Everything needed to compute a deadline again by hand.' })
export class DeadlineExplanationType {
  @Field(() => String, { description: 'Version of the rule.' }) ruleVersion!: string;
  @Field(() => String, { description: 'Version of the calendar.' }) calendarVersion!: string;
  @Field(() => String, { description: 'What is counted: calendar days, working days, months, years.' }) unit!: string;
  @Field(() => Int, { description: 'How many of them.' }) count!: number;
  @Field(() => [DeadlineStepType], { description: 'Spans without gap or overlap, in order.' })
  steps!: DeadlineStepType[];
  @Field(() => String, { description: 'The same as sentences in Vietnamese.' }) text!: string;
  @Field(() => [CodeLabel], {
    description: 'Readings and unchecked figures the day rests on; empty when it is confirmed.',
  })
  assumptions!: CodeLabel[];
}

@ObjectType('Deadline', {
  description: 'A time limit, always computed from a rule, a start event and a calendar (thời hạn).',
})
export class DeadlineType implements Pick<CaseDeadline, 'rule' | 'status'> {
  @Field(() => ID, { description: 'Key of the rule, such as kn.resolve.first.normal.max.' }) rule!: string;
  @Field(() => DateScalar, { description: 'Day of the start event.' }) startedOn!: string;
  @Field(() => DateScalar, { description: 'Last day.' }) dueOn!: string;
  @Field(() => DeadlineStatusEnum, { description: 'Whether it still runs.' }) status!: DeadlineStatus;
  @Field(() => DateScalar, { nullable: true, description: 'Day the duty was done.' }) metOn!: string | null;
}
export const EvidenceType = EvidenceEnum;
