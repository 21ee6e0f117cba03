import { Field, ID, InputType, Int } from 'type-graphql';
import type { Complexity, PetitionKind } from '@tiepdan/dated-table';
import { DateScalar } from '@tiepdan/subgraph';
import type { CaseStage } from '@tiepdan/workflow';
import { DocumentInput } from '../documents/document.graphql';
import { CaseStageEnum, ComplexityEnum, PetitionKindEnum } from './case.graphql';

@InputType({ description: 'Which cases; parts left out do not matter.' })
export class WorklistFilter {
  @Field(() => ID, { nullable: true, description: 'This agency is accountable.' }) agency?: string | null;
  @Field(() => ID, { nullable: true, description: 'This officer handles it.' }) officer?: string | null;
  @Field(() => CaseStageEnum, { nullable: true, description: 'At this stage.' }) stage?: CaseStage | null;
  @Field(() => PetitionKindEnum, { nullable: true, description: 'Of this kind.' }) kind?: PetitionKind | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether its next deadline has passed.' }) overdue?:
    boolean | null;
  @Field(() => DateScalar, { nullable: true, description: 'Next deadline not after this day.' }) dueTo?: string | null;
}

@InputType({ description: 'Gives a case to an officer.' })
export class AssignCaseInput {
  @Field(() => ID, { description: 'Which case.' }) case!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
  @Field(() => ID, { description: 'Which officer of the accountable agency.' }) officer!: string;
}

@InputType({ description: 'Accepts a case for settlement (thụ lý).' })
export class AcceptCaseInput {
  @Field(() => ID, { description: 'Which case.' }) case!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
  @Field(() => DocumentInput, { description: 'The notice or decision of acceptance; its day starts the clock.' })
  document!: DocumentInput;
  @Field(() => ComplexityEnum, { nullable: true, description: 'As determined in writing; NORMAL unless told.' })
  complexity?: Complexity | null;
  @Field(() => Boolean, { nullable: true, description: 'Remote area with difficult access; no unless told.' })
  remoteArea?: boolean | null;
}

@InputType({ description: 'What every step by a document asks for.' })
abstract class DocumentedStepInput {
  @Field(() => ID, { description: 'Which case.' }) case!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
  @Field(() => DocumentInput, { description: 'The document it is done by; its day is the day that counts.' })
  document!: DocumentInput;
}

@InputType({ description: 'Suspends the settlement of a case (tạm đình chỉ).' })
export class SuspendCaseInput extends DocumentedStepInput {
  @Field(() => String, {
    description: "Code of the ground: one that the law knows for the case's kind on the day of the document.",
  })
  ground!: string;
}

@InputType({ description: 'Goes on with the settlement of a suspended case (tiếp tục giải quyết).' })
export class ResumeCaseInput extends DocumentedStepInput {}

@InputType({ description: 'Extends the time for settlement once (gia hạn).' })
export class ExtendCaseInput extends DocumentedStepInput {}

@InputType({ description: 'Confirms that a decision to suspend or to continue was sent.' })
export class ConfirmSendingInput extends DocumentedStepInput {}
