import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { authorise } from '@tiepdan/access';
import { answerCommand, KEY_MEANING, type SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { PetitionResult } from '../petitions/petition.graphql';
import { checkReason } from './erase-petitioners';
import { erasePetitioners } from './erase-petitioners.repository';
import { ErasePetitionersInput } from './erasure.graphql';

@Resolver()
export class ErasureResolver {
  constructor(private readonly dependencies: Dependencies) {}

  @Mutation(() => PetitionResult, {
    description: 'Destroys the keys of who brought a petition that is over, for good (xóa danh tính người đứng đơn).',
  })
  async erasePetitioners(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ErasePetitionersInput, { description: 'Of which petition, and why.' })
    input: ErasePetitionersInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const operation = 'erasePetitioners';
    const { principal } = context;
    authorise(principal, operation);
    const { standing, pool } = this.dependencies;
    const access = await context.access(standing);
    return answerCommand('PetitionRefused', { input, idempotencyKey }, () => {
      const asked = { petitionId: input.petition.toLowerCase(), reason: checkReason(input) };
      const call = { access, principalId: principal.id, key: idempotencyKey, operation, input } as const;
      return erasePetitioners(pool, call, asked, this.dependencies);
    });
  }
}
