import { Field, ObjectType } from 'type-graphql';

@ObjectType('SignedReceipt', {
  description: 'What a citizen is handed for a petition (biên nhận); proved by published keys.',
})
export class SignedReceiptType {
  @Field(() => String, {
    description: 'In Vietnamese, signed with Ed25519; `npm run verify-receipt` proves it offline.',
  })
  text!: string;
}
