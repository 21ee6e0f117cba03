import { Directive, Field, InterfaceType, ObjectType, type ClassType } from 'type-graphql';
import type { RefusalDetails } from '@tiepdan/refusal';

/** The types that every subgraph of the graph speaks alike. */
@InterfaceType('Refusal', {
  description: 'A business "no": data with a stable code, never a fault.',
  resolveType: () => undefined as never,
})
export abstract class RefusalInterface implements RefusalDetails {
  @Field(() => String, { description: 'Stable code in capitals; programs decide by it.' }) code!: string;
  @Field(() => String, { description: 'One sentence in Vietnamese, fit for a person of the province.' })
  message!: string;
  @Field(() => String, { description: 'The same in English.' }) messageEn!: string;
  @Field(() => String, { nullable: true, description: 'Path of the input field that caused it.' }) field?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Article of law it rests on.' }) legalBasis?: string | null;
}

/** Makes the refusal type of one aggregate, such as `PetitionRefused`. */
export function refusedType(name: string): ClassType<RefusalInterface> {
  @ObjectType(name, { implements: RefusalInterface, description: 'Why the office could not do what was asked.' })
  class Refused extends RefusalInterface {}
  return Refused as ClassType<RefusalInterface>;
}

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in a list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page.' }) endCursor!:
    string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'A value of a closed list, with its Vietnamese label.' })
export class CodeLabel {
  @Field(() => String, { description: 'Stable code.' }) code!: string;
  @Field(() => String, { description: 'Label in Vietnamese.' }) label!: string;
  @Field(() => String, { nullable: true, description: 'Article of law it comes from.' }) legalBasis!: string | null;
}

/** The values of an enum of the graph, for `registerEnumType`. */
export const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
