import { Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar } from '@tiepdan/subgraph';
import { PersonInput } from '../people/person.graphql';
import type { Classification } from './classify-petition';
import type {
  HandlingDirection,
  IntakeChannel,
  PetitionDraft,
  PetitionKind,
  PetitionStatus,
  RespondentDraft,
  RespondentKind,
  SubjectField,
} from './petition';
import {
  HandlingDirectionEnum,
  IntakeChannelEnum,
  PetitionKindEnum,
  PetitionStatusEnum,
  RespondentKindEnum,
  SubjectFieldEnum,
} from './petition-enums.graphql';
import type { PetitionToReceive } from './receive-petition';
import type { Withdrawal } from './withdraw-petition';

@InputType({ description: 'Who is complained of or denounced.' })
export class RespondentInput implements RespondentDraft {
  @Field(() => RespondentKindEnum, { description: 'What kind of party.' }) kind!: RespondentKind;
  @Field(() => ID, { nullable: true, description: 'The agency; needed for AGENCY.' }) agency?: string | null;
  @Field(() => ID, { nullable: true, description: 'The officer, where known.' }) officer?: string | null;
  @Field(() => String, { nullable: true, description: 'Name; needed for ORGANISATION and PERSON.' }) name?:
    string | null;
}

@InputType({ description: 'Where the matter arose.' })
export class PlaceInput {
  @Field(() => ID, { nullable: true, description: 'Commune or ward: id of an Agency.' }) commune?: string | null;
  @Field(() => String, { nullable: true, description: 'More exactly; up to 500 characters.' }) text?: string | null;
}

@InputType({ description: 'A petition as an officer writes it down.' })
export class PetitionDraftInput implements PetitionDraft {
  @Field(() => PetitionKindEnum, { description: 'As brought; classification may correct it.' }) kind!: PetitionKind;
  @Field(() => SubjectFieldEnum, { description: 'What it is about.' }) field!: SubjectField;
  @Field(() => String, { description: 'What it says, in short; up to 20,000 characters.' }) summary!: string;
  @Field(() => Int, { nullable: true, description: 'How many pages were handed in, as the receipt says.' })
  pages?: number | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Of a denunciation: passages that tell who denounces, word for word. They are taken out before anybody else reads it; names, addresses and numbers of the denouncers are anyhow.',
  })
  identifyingPassages?: string[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Day written on it.' }) writtenOn?: string | null;
  @Field(() => RespondentInput, { nullable: true, description: 'Against whom.' }) respondent?: RespondentInput | null;
  @Field(() => PlaceInput, { nullable: true, description: 'Where the matter arose.' }) place?: PlaceInput | null;
}

@InputType({ description: 'A petition to be received.' })
export class ReceivePetitionInput implements PetitionToReceive {
  @Field(() => ID, { description: 'Agency that receives it.' }) agency!: string;
  @Field(() => IntakeChannelEnum, { description: 'How it came in.' }) channel!: IntakeChannel;
  @Field(() => Date, { nullable: true, description: 'When; now unless told, never in the future.' })
  receivedAt?: Date | null;
  @Field(() => [PersonInput], { description: 'Who stands under it; empty for an anonymous letter.' })
  petitioners!: PersonInput[];
  @Field(() => Int, { nullable: true, description: 'How many stand under it; the number listed unless told.' })
  signatoryCount?: number | null;
  @Field(() => PetitionDraftInput, { description: 'The petition itself.' }) petition!: PetitionDraftInput;
  @Field(() => String, {
    nullable: true,
    description:
      'Where a denouncer stands in the sealed register, at an agency that keeps them there: capitals and digits.',
  })
  registerReference?: string | null;
}

@InputType({ description: 'What an officer makes of a petition.' })
export class ClassifyPetitionInput implements Classification {
  @Field(() => ID, { description: 'Which petition.' }) petition!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
  @Field(() => PetitionKindEnum, { description: 'What it is.' }) kind!: PetitionKind;
  @Field(() => SubjectFieldEnum, { description: 'What it is about.' }) field!: SubjectField;
  @Field(() => [String], {
    nullable: true,
    description: 'Codes of why it cannot be handled (TT 05/2021 Đ.6 k.2); none: it can.',
  })
  ineligibleReasons?: string[] | null;
  @Field(() => HandlingDirectionEnum, { description: 'What is to be done.' }) direction!: HandlingDirection;
  @Field(() => ID, { nullable: true, description: 'The petition it repeats, if any.' }) duplicateOf?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Where a denouncer stands in the sealed register, at an agency that keeps them there: capitals and digits.',
  })
  registerReference?: string | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Of a denunciation: passages that tell who denounces, word for word. They are taken out before anybody else reads it; names, addresses and numbers of the denouncers are anyhow.',
  })
  identifyingPassages?: string[] | null;
}

@InputType({ description: 'A petition is taken back.' })
export class WithdrawPetitionInput implements Withdrawal {
  @Field(() => ID, { description: 'Which petition.' }) petition!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
  @Field(() => DateScalar, { description: 'Day of the letter or minutes of withdrawal.' }) on!: string;
  @Field(() => String, { nullable: true, description: 'Which part; left out: all of it.' }) scope?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether there are signs of force; false unless told.' })
  coerced?: boolean | null;
}

@InputType({ description: 'Which petitions; parts left out do not matter.' })
export class PetitionFilter {
  @Field(() => PetitionKindEnum, { nullable: true, description: 'Of this kind.' }) kind?: PetitionKind | null;
  @Field(() => PetitionStatusEnum, { nullable: true, description: 'Come exactly this far.' })
  status?: PetitionStatus | null;
  @Field(() => ID, { nullable: true, description: 'Received by this agency.' }) agency?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Received on this day or later.' }) receivedFrom?:
    string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Received on this day or earlier.' }) receivedTo?:
    string | null;
}
