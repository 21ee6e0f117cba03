import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { authorise, type Operation } from '@tiepdan/access';
import { petitionContract } from '@tiepdan/contract-intake';
import { registerSuffix } from '@tiepdan/code-lists';
import type { Queryable } from '@tiepdan/database';
import { answerCommand, KEY_MEANING, type SubgraphContext } from '@tiepdan/subgraph';
import { checkGiven } from '../denouncers/denouncer';
import { protectPeople } from '../denouncers/protect-people.repository';
import type { Dependencies } from '../dependencies';
import { keyedDigest } from '../people/keyed-digest';
import { changePetition, type AccessCall } from './change-petition.repository';
import { classify } from './classify-petition';
import { checkPassages } from './draft-petition';
import type { Petition } from './petition';
import { authoriseReception, checkConflict } from './petition-access';
import { petitionClassified, petitionWithdrawn } from './petition-events';
import { ClassifyPetitionInput, ReceivePetitionInput, WithdrawPetitionInput } from './petition-inputs.graphql';
import { PetitionResult } from './petition.graphql';
import { storeDenunciation } from './receive-denunciation.repository';
import { preparePetition } from './receive-petition';
import { storePetition } from './receive-petition.repository';
import { withdraw } from './withdraw-petition';

@Resolver()
export class PetitionCommandResolver {
  constructor(private readonly dependencies: Dependencies) {}

  @Mutation(() => PetitionResult, { description: 'Takes in a petition that came without a visit (tiếp nhận đơn).' })
  receivePetition(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ReceivePetitionInput, { description: 'Who hands in what.' }) input: ReceivePetitionInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const { pool, law, keeper, vault, now, receipts } = this.dependencies;
    const said = keyedDigest(vault.keeper, [input.petitioners, input.petition]);
    const hashed = { ...input, petitioners: said, petition: said };
    return this.answer(context, 'receivePetition', { input, hashed }, idempotencyKey, (call) => {
      const prepared = preparePetition(input, this.dependencies);
      authoriseReception(call.access, call.operation, prepared.petition.receivingAgencyId);
      checkConflict(call.access, call.operation, prepared.petition, 'petition.respondent');
      const { registerReference = null } = input;
      const passages = input.petition.identifyingPassages ?? [];
      const tools = { register: registerSuffix(law.codes, 'petition')!, keeper, vault, now, receipts };
      if (prepared.petition.denouncerProtected)
        return storeDenunciation(pool, call, prepared, tools, { registerReference, passages });
      checkGiven('VAULT', { people: prepared.people.length, registerReference, field: 'petitioners' });
      return storePetition(pool, call, prepared, tools);
    });
  }

  @Mutation(() => PetitionResult, { description: 'Says what a petition is and what is to be done (phân loại đơn).' })
  classifyPetition(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ClassifyPetitionInput, { description: 'Which petition, and what it is.' })
    input: ClassifyPetitionInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const { pool, now, vault } = this.dependencies;
    const hashed = { ...input, identifyingPassages: keyedDigest(vault.keeper, input.identifyingPassages ?? []) };
    return this.answer(context, 'classifyPetition', { input, hashed }, idempotencyKey, (call) =>
      changePetition(pool, call, input, now(), (petition, original) => {
        const classified = classify(petition, original, input, this.dependencies);
        const event = petitionClassified(classified, context.principal.id);
        const { registerReference = null, identifyingPassages } = input;
        const passages = identifyingPassages ?? [];
        const isFound = classified.denouncerProtected && !petition.denouncerProtected;
        checkPassages(passages, isFound, 'identifyingPassages');
        if (isFound) {
          const protecting = { registerReference, passages, madeById: context.principal.id };
          const also = (client: Queryable) => protectPeople(client, classified, protecting, this.dependencies);
          return { petition: classified, event, also };
        }
        checkGiven('VAULT', { people: 0, registerReference, field: 'petition' });
        return { petition: classified, event };
      }),
    );
  }

  @Mutation(() => PetitionResult, { description: 'Records that a petition was taken back (rút đơn).' })
  withdrawPetition(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => WithdrawPetitionInput, { description: 'Which petition, and since when.' })
    input: WithdrawPetitionInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const { pool, now } = this.dependencies;
    return this.answer(context, 'withdrawPetition', { input, hashed: input }, idempotencyKey, (call) =>
      changePetition(pool, call, input, now(), (petition) => {
        const withdrawn = withdraw(petition, input, now());
        return { petition: withdrawn, event: petitionWithdrawn(withdrawn, input.coerced ?? false) };
      }),
    );
  }

  private async answer(
    context: SubgraphContext,
    operation: Operation,
    /** As it was given, and as it may be hashed. */
    { input, hashed }: { readonly input: object; readonly hashed: object },
    idempotencyKey: string,
    run: (call: AccessCall) => Promise<Petition>,
  ) {
    const { principal } = context;
    authorise(principal, operation);
    const access = await context.access(this.dependencies.standing);
    return answerCommand('PetitionRefused', { input, idempotencyKey }, async () => {
      const petition = await run({ access, principalId: principal.id, key: idempotencyKey, operation, input: hashed });
      this.dependencies.wakeRelay();
      return context.wrote(petitionContract.topic, petition);
    });
  }
}
