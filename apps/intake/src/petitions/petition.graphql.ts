import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { CodeLabel, connectionType, DateScalar } from '@tiepdan/subgraph';
import type {
  HandlingDirection,
  IntakeChannel,
  Petition,
  PetitionKind,
  PetitionStatus,
  SubjectField,
} from './petition';
import {
  HandlingDirectionEnum,
  IntakeChannelEnum,
  PetitionKindEnum,
  PetitionStatusEnum,
  SubjectFieldEnum,
} from './petition-enums.graphql';

type Shown = 'id' | 'number' | 'kind' | 'field' | 'channel' | 'receivedAt' | 'signatoryCount' | 'status' | 'version';

@Directive('@key(fields: "id")')
@ObjectType('Petition', { description: 'What somebody handed in (đơn).' })
export class PetitionType implements Pick<Petition, Shown | 'writtenOn' | 'direction'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Number in the register, such as BTCD-D-2026-000123.' }) number!: string;
  @Field(() => PetitionKindEnum, { description: 'What it is; classification may correct it.' }) kind!: PetitionKind;
  @Field(() => SubjectFieldEnum, { description: 'What it is about.' }) field!: SubjectField;
  @Field(() => IntakeChannelEnum, { description: 'How it came in.' }) channel!: IntakeChannel;
  @Field(() => Date, { description: 'When it was received.' }) receivedAt!: Date;
  @Field(() => DateScalar, { nullable: true, description: 'Day written on it.' }) writtenOn!: string | null;
  @Field(() => Int, { description: 'How many people stand under it.' }) signatoryCount!: number;
  @Field(() => PetitionStatusEnum, { description: 'How far it has come.' }) status!: PetitionStatus;
  @Field(() => HandlingDirectionEnum, { nullable: true, description: 'Direction proposed at classification.' })
  direction!: HandlingDirection | null;
  @Field(() => Int, { description: 'Counts its changes; give it back as `expectedVersion`.' }) version!: number;
}

export const PetitionConnection = connectionType('Petition', PetitionType, { totalCount: true });

@ObjectType('Eligibility', { description: 'Whether a petition meets the conditions to be handled (điều kiện xử lý).' })
export class EligibilityType {
  @Field(() => Boolean, { description: 'Whether it does.' }) eligible!: boolean;
  @Field(() => [CodeLabel], { description: 'Why not; empty when eligible.' }) reasons!: CodeLabel[];
}

/** Described here, resolved from the petition they belong to. */
@ObjectType('Respondent', { description: 'Who is complained of or denounced (người bị khiếu nại, bị tố cáo).' })
export class RespondentType {}
@ObjectType('Place', { description: 'Where the matter arose.' })
export class PlaceType {}
