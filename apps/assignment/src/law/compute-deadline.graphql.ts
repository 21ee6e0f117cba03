import { createUnionType, Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, refusedType, resultType } from '@tiepdan/subgraph';
import { DeadlineType } from '../cases/deadline.graphql';
import type { AskedDeadline } from './what-if-deadline';

@InputType({ description: 'A time in which a clock stands still.' })
export class PauseInput {
  @Field(() => DateScalar, { description: 'First day it stands still.' }) from!: string;
  @Field(() => DateScalar, { description: 'The day the continuation decision is issued: it counts again.' })
  to!: string;
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
}

export const DeadlineRefused = refusedType('DeadlineRefused');
export const ComputeDeadlineResult = createUnionType({
  name: 'ComputeDeadlineResult',
  description: 'The deadline, or why the law gives none.',
  types: () => [DeadlineType, DeadlineRefused] as const,
  resolveType: resultType('Deadline'),
});
