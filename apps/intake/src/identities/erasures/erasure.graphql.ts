import { Field, ID, InputType } from 'type-graphql';
import type { ErasureToMake } from './erase-petitioners';

@InputType({ description: 'Who brought a petition is to be forgotten.' })
export class ErasePetitionersInput implements ErasureToMake {
  @Field(() => ID, { description: 'Which petition; it must be over, and so must be what was brought with it.' })
  petition!: string;
  @Field(() => String, { description: 'On what ground (Luật 91/2025 Đ.14); up to 500 characters.' }) reason!: string;
}
