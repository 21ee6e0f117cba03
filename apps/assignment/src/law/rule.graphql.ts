import { Field, ID, ObjectType } from 'type-graphql';
import type { Rule } from '@tiepdan/law';
import { connectionType, DateScalar } from '@tiepdan/subgraph';
import { EvidenceType } from '../clocks/deadline.graphql';

@ObjectType('Rule', { description: 'One version of one figure of the law (quy định), with its basis and validity.' })
export class RuleType implements Pick<
  Rule,
  'key' | 'label' | 'labelEn' | 'value' | 'unitLabel' | 'startEvent' | 'startEventLabel' | 'startEventLabelEn'
> {
  @Field(() => ID, { description: 'Key, the same for all versions, such as kn.accept.first.max.' }) key!: string;
  @Field(() => String, { description: 'What it is called, in Vietnamese.' }) label!: string;
  @Field(() => String, { description: 'The same in English.' }) labelEn!: string;
  @Field(() => String, { description: 'The figure as the law has it: a number of units, or what else it fixes.' })
  value!: string;
  @Field(() => String, { description: 'The unit as people read it, in Vietnamese.' }) unitLabel!: string;
  @Field(() => String, { description: 'What it is counted from; "backwards": counted back from that event.' })
  startEvent!: string;
  @Field(() => String, { nullable: true, description: 'The same as people read it, in Vietnamese; null: no event.' })
  startEventLabel!: string | null;
  @Field(() => String, { nullable: true, description: 'The same in English.' })
  startEventLabelEn!: string | null;
  @Field(() => String, { description: 'Article of law.' }) legalBasis!: string;
  @Field(() => DateScalar, { description: 'First day in force.' }) validFrom!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Last day in force; null: until further notice.' })
  validTo!: string | null;
  @Field(() => EvidenceType, { description: 'How sure the figure is.' }) evidence!: string;
  @Field(() => [String], {
    description:
      'Where it comes from: S and a number for a source that was read; R recalled, D derived, P our proposal.',
  })
  evidenceTags!: readonly string[];
}

export const RuleConnection = connectionType('Rule', RuleType);
