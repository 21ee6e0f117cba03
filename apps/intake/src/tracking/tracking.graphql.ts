import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '@tiepdan/subgraph';
import type { ProgressStep, PublicProgress } from './public-progress';

@ObjectType('ProgressStep', { description: 'Something that happened to a petition.' })
export class ProgressStepType implements ProgressStep {
  @Field(() => DateScalar, { description: 'On which day.' }) on!: string;
  @Field(() => String, { description: 'What, in plain Vietnamese.' }) text!: string;
}

@ObjectType('PublicProgress', { description: 'What a citizen is told who asks with a receipt, in plain Vietnamese.' })
export class PublicProgressType implements PublicProgress {
  @Field(() => [ProgressStepType], { description: 'What happened, in order.' }) steps!: ProgressStep[];
  @Field(() => String, { nullable: true, description: 'What comes next; null when nothing does.' }) next!:
    string | null;
  @Field(() => DateScalar, { nullable: true, description: 'By when.' }) nextDueOn!: string | null;
  @Field(() => [String], { description: 'What the petitioner may do or expect now.' }) rights!: string[];
}
