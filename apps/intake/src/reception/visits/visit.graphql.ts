import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, DateScalar, enumOf } from '@tiepdan/subgraph';
import { PersonInput } from '../../people/person.graphql';
import { PetitionDraftInput } from '../../petitions/petition-inputs.graphql';
import type { VisitToRegister } from './register-visit';
import { receptionKinds, type ReceptionKind, type Visit } from './visit';

const ReceptionKindEnum = enumOf(receptionKinds);
registerEnumType(ReceptionKindEnum, {
  name: 'ReceptionKind',
  description: 'Under which kind of reception (hình thức tiếp).',
  valuesConfig: {
    REGULAR: { description: 'Tiếp thường xuyên.' },
    PERIODIC: { description: 'Tiếp định kỳ, by the head.' },
    AD_HOC: { description: 'Tiếp đột xuất, by the head.' },
  },
});

type Shown = 'id' | 'number' | 'receptionKind' | 'arrivedAt' | 'visitorCount' | 'firstVisit' | 'version';

@Directive('@key(fields: "id")')
@ObjectType('Visit', { description: 'One reception of one person or group (lượt tiếp).' })
export class VisitType implements Pick<Visit, Shown> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Number in the register, such as BTCD-LT-2026-000045.' }) number!: string;
  @Field(() => ReceptionKindEnum, { description: 'Under which kind of reception.' }) receptionKind!: ReceptionKind;
  @Field(() => Date, { description: 'When they came.' }) arrivedAt!: Date;
  @Field(() => Int, { description: 'How many came.' }) visitorCount!: number;
  @Field(() => Boolean, { description: 'Whether none of them is known to have been received by this agency before.' })
  firstVisit!: boolean;
  @Field(() => Int, { description: 'Counts its changes.' }) version!: number;
}

export const VisitConnection = connectionType('Visit', VisitType, { totalCount: true });

@InputType({ description: 'A visit to be registered.' })
export class RegisterVisitInput implements VisitToRegister {
  @Field(() => ID, { description: 'Whose reception.' }) agency!: string;
  @Field(() => ReceptionKindEnum, { description: 'Under which kind of reception.' }) receptionKind!: ReceptionKind;
  @Field(() => ID, { nullable: true, description: 'Leader session; none can be named yet.' }) session?: string | null;
  @Field(() => Date, { nullable: true, description: 'When; now unless told, never in the future.' })
  arrivedAt?: Date | null;
  @Field(() => [PersonInput], {
    description: 'Who came; at least one, but for denouncers at an agency that keeps them in a sealed register.',
  })
  visitors!: PersonInput[];
  @Field(() => Int, { nullable: true, description: 'How many came, where nobody is listed; one unless told.' })
  visitorCount?: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Where denouncers stand in the sealed register, at an agency that keeps them there: capitals and digits.',
  })
  registerReference?: string | null;
  @Field(() => [PetitionDraftInput], { nullable: true, description: 'What they brought; none: a visit without one.' })
  petitions?: PetitionDraftInput[] | null;
  @Field(() => String, { nullable: true, description: 'Code of why reception was refused (Luật TCD Đ.9), if it was.' })
  refusalGround?: string | null;
}

@InputType({ description: 'Which visits; parts left out do not matter.' })
export class VisitFilter {
  @Field(() => ID, { nullable: true, description: 'At this agency.' }) agency?: string | null;
  @Field(() => ReceptionKindEnum, { nullable: true, description: 'Under this kind of reception.' })
  receptionKind?: ReceptionKind | null;
  @Field(() => DateScalar, { nullable: true, description: 'On this day or later.' }) from?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier.' }) to?: string | null;
}
