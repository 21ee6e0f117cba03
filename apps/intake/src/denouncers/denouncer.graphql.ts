import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, enumOf, refusedType, resultType } from '@tiepdan/subgraph';
import { AgencyStub } from '../agencies/agency.graphql';
import { denouncerKeepings, type Denouncer, type DenouncerKeeping, type KeepingFrom } from './denouncer';

export const DenouncerKeepingEnum = enumOf(denouncerKeepings);
registerEnumType(DenouncerKeepingEnum, {
  name: 'DenouncerKeeping',
  description: 'Where an agency keeps who denounced (nơi giữ danh tính người tố cáo).',
  valuesConfig: {
    VAULT: { description: 'In the vault: a database of its own, opened by two custodians.' },
    SEALED_REGISTER: { description: 'In a sealed register off the network; no name is asked for or taken here.' },
  },
});

@ObjectType('Denouncer', { description: 'Somebody who denounces, as files speak of them (người tố cáo).' })
export class DenouncerType implements Pick<Denouncer, 'pseudonym'> {
  @Field(() => String, { description: 'Such as NTC-2026-0007.' }) pseudonym!: string;
}

@ObjectType('DenouncerKeepingFrom', { description: 'An agency keeps its denouncers so from a day on.' })
export class DenouncerKeepingFromType implements Pick<KeepingFrom, 'from' | 'keptIn'> {
  @Field(() => AgencyStub, { description: 'Which agency.' }) agency!: AgencyStub;
  @Field(() => DenouncerKeepingEnum, { description: 'Where.' }) keptIn!: DenouncerKeeping;
  @Field(() => DateScalar, { description: 'From which day on.' }) from!: string;
}

@InputType({ description: 'How an agency keeps its denouncers from a day on.' })
export class KeepDenouncersInput {
  @Field(() => ID, { description: 'Which agency.' }) agency!: string;
  @Field(() => DenouncerKeepingEnum, { description: 'Where.' }) keptIn!: DenouncerKeeping;
  @Field(() => DateScalar, { description: 'From which day on; tomorrow at the earliest.' }) from!: string;
}

export const DenouncerKeepingRefused = refusedType('DenouncerKeepingRefused');
export const DenouncerKeepingResult = createUnionType({
  name: 'DenouncerKeepingResult',
  description: 'How it is kept from then on, or why not.',
  types: () => [DenouncerKeepingFromType, DenouncerKeepingRefused] as const,
  resolveType: resultType('DenouncerKeepingFrom'),
});
