import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType, DateTimeScalar } from '@tiepdan/subgraph';

@Directive('@key(fields: "id")')
@ObjectType('AuditTrail', {
  description: 'What was done with one object, and who looked at it: from the audit of each service.',
})
export class AuditTrailType {
  @Field(() => ID, { description: 'Id of the object: a petition, a visit, a case, a notice …' }) id!: string;
}

/** One link as it is shown; payloads and names are nowhere in an audit. */
@Directive('@shareable')
@ObjectType('AuditEntry', { description: 'One link of an audit: who did what, by which duty, when.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Agency whose chain it stands in.' }) agency!: string;
  @Field(() => Int, { description: 'Number in that chain.' }) sequence!: number;
  @Field(() => DateTimeScalar, { description: 'When, by the clock of the database.' }) at!: Date;
  @Field(() => ID, { description: 'Officer or service that did it.' }) actor!: string;
  @Field(() => String, { nullable: true, description: 'Duty it was done by; null for links of before November 2026.' })
  role!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Officer in whose name, by delegation; null for a duty of one’s own.',
  })
  onBehalfOf!: string | null;
  @Field(() => String, { description: 'Operation of the table of who may do what.' }) operation!: string;
  @Field(() => String, { description: 'What it is called.' }) label!: string;
  @Field(() => String, { nullable: true, description: 'What for, where that had to be said.' }) purpose!: string | null;
}

export const AuditEntryConnection = connectionType('AuditEntry', AuditEntryType);
