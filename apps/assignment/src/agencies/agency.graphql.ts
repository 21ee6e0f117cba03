import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, DateScalar } from '@tiepdan/subgraph';
import { agencyLevels, type Agency, type AgencyLevel, type Officer, type Succession } from './agency';

const AgencyLevelEnum = Object.fromEntries(agencyLevels.map((level) => [level, level])) as Record<
  AgencyLevel,
  AgencyLevel
>;
registerEnumType(AgencyLevelEnum, {
  name: 'AgencyLevel',
  description: 'Where a body stands in the state.',
  valuesConfig: {
    CENTRAL: { description: 'Central body (cơ quan trung ương).' },
    PROVINCE: { description: 'Province (cấp tỉnh).' },
    DEPARTMENT: { description: 'Department or office of the province (sở, ban, ngành).' },
    DISTRICT: { description: 'District, until 30 June 2025 (cấp huyện).' },
    COMMUNE: { description: 'Commune or ward (cấp xã).' },
    PUBLIC_UNIT: { description: 'Public service unit (đơn vị sự nghiệp công lập).' },
    PARTY: { description: 'Party body (cơ quan Đảng).' },
    ELECTED: { description: 'Elected body (cơ quan dân cử).' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType('Agency', { description: 'A public body; it lives and dies by dated decisions (cơ quan).' })
export class AgencyType implements Pick<Agency, 'id' | 'code' | 'name' | 'level' | 'existsFrom' | 'existsTo'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Code; names another body at another time, so never a key by itself.' })
  code!: string;
  @Field(() => String, { description: 'Name, as on the day asked.' }) name!: string;
  @Field(() => AgencyLevelEnum, { description: 'Where it stands in the state.' }) level!: AgencyLevel;
  @Field(() => DateScalar, {
    description: 'First day of existence; where the decision is not known, the first day of the register.',
  })
  existsFrom!: Agency['existsFrom'];
  @Field(() => DateScalar, { nullable: true, description: 'Last day of existence; null while it exists.' })
  existsTo!: Agency['existsTo'];
}

@Directive('@key(fields: "id")')
@ObjectType('Officer', { description: 'Someone who serves in a body (cán bộ).' })
export class OfficerType implements Pick<Officer, 'id' | 'name' | 'title'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Name.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Title (chức vụ).' }) title!: string;
}

@Directive('@shareable')
@ObjectType('Document', { description: 'An official document (văn bản).' })
export class DocumentType {
  @Field(() => String, { nullable: true, description: 'Number, such as 15/TB-BTCD.' }) number!: string | null;
  @Field(() => String, { description: 'What it is about.' }) title!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Day of issue.' }) issuedOn!: string | null;
}

@ObjectType('Succession', { description: 'A body that ceased and one that took over all of it or a part.' })
export class SuccessionType implements Pick<Succession, 'on' | 'scope'> {
  @Field(() => DateScalar, { description: 'First day of the new body.' }) on!: Succession['on'];
  @Field(() => String, { description: 'WHOLE, or PART where the old body was divided.' }) scope!: string;
}

export const AgencyConnection = connectionType('Agency', AgencyType, { totalCount: true });

@InputType({ description: 'Which bodies; parts left out do not matter.' })
export class AgencyFilter {
  @Field(() => AgencyLevelEnum, { nullable: true, description: 'Standing here in the state.' })
  level?: AgencyLevel | null;
  @Field(() => ID, { nullable: true, description: 'Directly under this body.' }) parent?: string | null;
  @Field(() => String, { nullable: true, description: 'Part of a name, with or without accents.' }) text?:
    string | null;
}
