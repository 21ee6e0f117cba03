import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '@tiepdan/subgraph';

@Directive('@key(fields: "id")')
@ObjectType('Agency', { description: 'A public body; assignment keeps its record.' })
export class AgencyStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Officer', { description: 'An officer; assignment keeps the record.' })
export class OfficerStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

/** Key-only reference to an entity another service answers for. */
export const stub = (id: string | null): { id: string } | null => (id === null ? null : { id });

@Directive('@shareable')
@ObjectType('Document', { description: 'An official document.' })
export class DocumentType {
  @Field(() => String, { nullable: true, description: 'Number, as its office gave it.' }) number!: string | null;
  @Field(() => String, { description: 'Title.' }) title!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Day of issue.' }) issuedOn!: string | null;
  @Field(() => AgencyStub, { nullable: true, description: 'Who issued it.' }) issuer!: AgencyStub | null;
}
