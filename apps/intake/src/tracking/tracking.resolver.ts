import { setTimeout as pause } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { authorise } from '@tiepdan/access/intake';
import { dayInProvince } from '@tiepdan/dated-table';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { petitionByReceipt } from './progress.repository';
import { publicProgress, type PublicProgress } from './public-progress';
import { PublicProgressType } from './tracking.graphql';

/** Longer than any look-up takes, so that the time of an answer does not tell what was found. */
const ANSWERED_AFTER_MS = 150;

@Resolver()
export class TrackingResolver {
  constructor(private readonly dependencies: Dependencies) {}

  @Query(() => PublicProgressType, {
    nullable: true,
    description:
      'What became of a petition, for whoever has its receipt; no account is needed. Null for a code that was never given out.',
  })
  async trackPetition(
    @Ctx() { principal }: SubgraphContext,
    @Arg('receipt', () => String, { description: 'The 16 digits on the receipt, with spaces or without.' })
    receipt: string,
  ): Promise<PublicProgress | null> {
    authorise(principal, 'trackPetition');
    const [answered] = await Promise.allSettled([this.find(principal.id, receipt), pause(ANSWERED_AFTER_MS)]);
    if (answered.status === 'rejected') throw answered.reason;
    return answered.value;
  }

  private async find(callerId: string, receipt: string): Promise<PublicProgress | null> {
    const { guesses, pool, receipts, law, workflows, now } = this.dependencies;
    const attempt = guesses.begin(callerId);
    if (typeof attempt === 'number') throw tooManyAttempts(attempt);
    let found: Awaited<ReturnType<typeof petitionByReceipt>> = null;
    try {
      // By nobody's reach: the code is what opens it.
      found = await petitionByReceipt(pool, receipts.codes.indexOf(receipt));
    } finally {
      attempt(found !== null);
    }
    return found && publicProgress(found, { law, workflows, today: dayInProvince(now()) });
  }
}

/** The same whether the code was right or not: nothing was looked up. */
const tooManyAttempts = (waitSeconds: number) =>
  new GraphQLError(`Đã thử quá nhiều mã không đúng; hãy thử lại sau ${waitSeconds} giây.`, {
    extensions: { code: 'TOO_MANY_ATTEMPTS' },
  });
