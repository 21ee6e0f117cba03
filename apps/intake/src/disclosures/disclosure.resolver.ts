import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { validate } from 'uuid';
import { authorise, type Operation } from '@tiepdan/access';
import { disclosureContract } from '@tiepdan/contract-intake';
import { Refusal } from '@tiepdan/refusal';
import { answerCommand, connection, KEY_MEANING, page, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { OfficerStub, stub } from '../agencies/agency.graphql';
import type { Dependencies } from '../dependencies';
import { placeInList } from '../lists/place-in-list.graphql';
import type { Petition } from '../petitions/petition';
import type { Readings } from '../petitions/petition-readings.repository';
import { PetitionType } from '../petitions/petition.graphql';
import { approveDisclosure, noteRefused, requestDisclosure, type CustodianCall } from './change-disclosure.repository';
import { statusOf, type Disclosure } from './disclosure';
import {
  ApproveDisclosureInput,
  DisclosureConnection,
  DisclosureResult,
  DisclosureStatusEnum,
  DisclosureType,
  RequestDisclosureInput,
} from './disclosure.graphql';
import { listDisclosures } from './disclosure.repository';

/** No id of ours: finds nothing. */
const NIL = '00000000-0000-0000-0000-000000000000';
const idOf = (text: string): string => (validate(text) ? text.toLowerCase() : NIL);

/** What a custodian asks for, and about which object. */
interface CustodianRequest {
  readonly input: object;
  readonly objectId: string;
  readonly idempotencyKey: string;
}

@Resolver(() => DisclosureType)
export class DisclosureResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly readings: Readings,
  ) {}

  @Query(() => DisclosureConnection, {
    description: "Openings of denouncers' identities, the last one asked for first.",
  })
  async disclosures(
    @Ctx() context: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Disclosure>> {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readDisclosure');
    const wanted = page(first, after);
    const found = await listDisclosures(reader.within(reach), reach, placeInList(wanted), wanted.size + 1);
    return connection(found, wanted, ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  }

  @Mutation(() => DisclosureResult, { description: "Asks for a denouncer's identity to be opened, and says what for." })
  requestDisclosure(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => RequestDisclosureInput, { description: 'Whose, and what for.' }) input: RequestDisclosureInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const { pool, newId } = this.dependencies;
    const asked = { id: newId(), petition: idOf(input.petition), purpose: input.purpose };
    const request = { input, objectId: asked.petition, idempotencyKey };
    return this.answer(context, 'requestDisclosure', request, (call) => requestDisclosure(pool, call, asked));
  }

  @Mutation(() => DisclosureResult, {
    description: 'Agrees, as a second custodian, to an opening that another one asked for; it is over after an hour.',
  })
  approveDisclosure(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ApproveDisclosureInput, { description: 'Which one.' }) input: ApproveDisclosureInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    const { pool } = this.dependencies;
    const objectId = idOf(input.disclosure);
    const request = { input, objectId, idempotencyKey };
    return this.answer(context, 'approveDisclosure', request, (call) => approveDisclosure(pool, call, objectId));
  }

  private async answer(
    context: SubgraphContext,
    operation: Operation,
    { input, objectId, idempotencyKey: key }: CustodianRequest,
    run: (call: CustodianCall) => Promise<Disclosure>,
  ) {
    const { principal } = context;
    authorise(principal, operation);
    const { pool, standing, now, wakeRelay } = this.dependencies;
    const access = await context.access(standing);
    return answerCommand('DisclosureRefused', { input, idempotencyKey: key }, async () => {
      const today = await standing.today();
      const call = { access, principalId: principal.id, key, operation, input, at: now(), standing: today };
      const disclosure = await run(call).catch(async (error: unknown) => {
        if (error instanceof Refusal) await noteRefused(pool, principal, { operation, objectId, refusal: error });
        throw error;
      });
      wakeRelay();
      return context.wrote(disclosureContract.topic, disclosure);
    });
  }

  @FieldResolver(() => DisclosureStatusEnum, { description: 'How it stands now.' })
  status(@Root() disclosure: Disclosure) {
    return statusOf(disclosure, this.dependencies.now());
  }

  @FieldResolver(() => OfficerStub, { description: 'Custodian who asked, and may read while it is open.' })
  requestedBy(@Root() { requestedById }: Disclosure) {
    return { id: requestedById };
  }

  @FieldResolver(() => OfficerStub, { nullable: true, description: 'Custodian who agreed.' })
  approvedBy(@Root() { approvedById }: Disclosure) {
    return stub(approvedById);
  }

  @FieldResolver(() => PetitionType, {
    nullable: true,
    description: 'The denunciation; null for who watches over openings and may see no petition.',
  })
  async petition(@Root() { petitionId }: Disclosure, @Ctx() context: SubgraphContext): Promise<Petition | null> {
    return context.load(this.readings.petitions, petitionId);
  }
}
