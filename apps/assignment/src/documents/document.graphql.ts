import { Field, InputType } from 'type-graphql';
import { DateScalar } from '@tiepdan/subgraph';

@InputType({ description: 'An official document.' })
export class DocumentInput {
  @Field(() => String, { nullable: true, description: 'Number, such as 15/TB-BTCD; at most 64 characters.' }) number?:
    string | null;
  @Field(() => String, { nullable: true, description: 'What it is about.' }) title?: string | null;
  @Field(() => DateScalar, { description: 'Day of issue; not after today.' }) issuedOn!: string;
}
