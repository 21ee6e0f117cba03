import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { Complexity } from '@tiepdan/dated-table';
import type { PauseGround } from '@tiepdan/law';
import { DateScalar, answerType } from '@tiepdan/subgraph';
import { ComplexityEnum } from '../cases/case.graphql';
import { DeadlineType } from '../clocks/deadline.graphql';
import type { AskedDeadline } from './what-if-deadline';

const PauseGroundEnum = {
  SUSPENSION: 'SUSPENSION',
  EXPERT_ASSESSMENT: 'EXPERT_ASSESSMENT',
  OBSTACLE: 'OBSTACLE',
} as const satisfies Record<PauseGround, PauseGround>;
registerEnumType(PauseGroundEnum, {
  name: 'PauseGround',
  description: 'Why a clock stands still.',
  valuesConfig: {
    SUSPENSION: { description: 'Settlement is suspended (tạm đình chỉ).' },
    EXPERT_ASSESSMENT: { description: 'An expert assesses (giám định).' },
    OBSTACLE: { description: 'The person was kept from acting (trở ngại khách quan).' },
  },
});

@InputType({ description: 'A time in which a clock stands still.' })
export class PauseInput {
  @Field(() => DateScalar, { description: 'First day it stands still.' }) from!: string;
  @Field(() => DateScalar, { description: 'The day the continuation decision is issued: it counts again.' })
  to!: string;
  @Field(() => PauseGroundEnum, { nullable: true, description: 'Why; any ground the rule knows unless told.' })
  ground?: PauseGround | null;
}

@InputType({ description: 'A deadline asked for without a case: what if.' })
export class ComputeDeadlineInput implements AskedDeadline {
  @Field(() => ID, { description: 'Key of the rule, such as kn.resolve.first.normal.max.' }) rule!: string;
  @Field(() => DateScalar, { description: 'Day of the start event, or of the event counted back from.' })
  startedOn!: string;
  @Field(() => [PauseInput], { nullable: true, description: 'Pauses in any order; at most 100.' })
  pauses?: PauseInput[] | null;
  @Field(() => Int, { nullable: true, description: 'How often it was extended; 0 unless told.' })
  extensions?: number | null;
  @Field(() => ComplexityEnum, {
    nullable: true,
    description:
      'As determined in writing: decides how often the law allows extending; the most for any case unless told.',
  })
  complexity?: Complexity | null;
}

export const computeDeadlineResult = answerType(
  DeadlineType,
  'Deadline',
  'The deadline, or why the law gives none.',
  'ComputeDeadlineResult',
);
