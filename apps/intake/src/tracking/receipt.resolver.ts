import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { qrSvg } from '@tiepdan/receipt';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import type { Petition } from '../petitions/petition';
import { lookAtPetitioners } from '../petitions/petition-looks.graphql';
import type { Loaders } from '../loaders';
import { PetitionType } from '../petitions/petition.graphql';
import { SignedReceiptType } from './receipt.graphql';
import { signedReceipt } from '../receipts/receipts';

/** Whoever may know who brought a petition hands out its receipt: with it one learns what becomes of it. */
@Resolver(() => PetitionType)
export class ReceiptResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Code of 16 digits that its petitioner follows it with, for whoever may know the petitioner.',
  })
  async receipt(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<string> {
    await this.look(petition, context);
    return this.dependencies.receipts.codes.codeOf(petition.id);
  }

  @FieldResolver(() => SignedReceiptType, {
    nullable: true,
    description: 'To be printed and handed over, for whoever may know the petitioner.',
  })
  async signedReceipt(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<SignedReceiptType> {
    await this.look(petition, context);
    return { text: signedReceipt(petition, this.dependencies.receipts) };
  }

  private look(petition: Petition, context: SubgraphContext) {
    const { standing } = this.dependencies;
    return lookAtPetitioners(petition, context, { standing, loaders: this.loaders });
  }
}

@Resolver(() => SignedReceiptType)
export class SignedReceiptResolver {
  @FieldResolver(() => String, { description: 'The same text as a QR picture, in SVG.' })
  qr(@Root() { text }: SignedReceiptType): string {
    return qrSvg(text);
  }
}
