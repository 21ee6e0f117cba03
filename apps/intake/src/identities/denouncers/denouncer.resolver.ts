import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '@tiepdan/subgraph';
import { AgencyStub } from '../../agencies/agency.graphql';
import type { Dependencies } from '../../dependencies';
import type { Petition } from '../../petitions/petition';
import { lookAtContent, lookAtPetitioners } from '../../petitions/petition-looks.graphql';
import type { Loaders } from '../../loaders';
import { PetitionType } from '../../petitions/petition.graphql';
import type { Denouncer, DenouncerKeeping } from './denouncer';
import {
  certificateOf,
  DenouncerKeepingEnum,
  DenouncerType,
  OriginalTextsType,
  RedactionCertificateType,
} from './denouncer.graphql';
import type { Original } from './redaction';

interface DenouncerOfPetition extends Denouncer {
  readonly petition: Petition;
}

@Resolver(() => PetitionType)
export class PetitionDenouncersResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @FieldResolver(() => RedactionCertificateType, {
    nullable: true,
    description: 'Of a denunciation: what was taken out of what it says; null for whoever may not read it.',
  })
  async redaction(@Root() petition: Petition, @Ctx() context: SubgraphContext) {
    if (!petition.denouncerProtected) return null;
    lookAtContent(await context.access(this.dependencies.standing), petition, context);
    const found = await context.load(this.loaders.redactions, petition.id);
    return found && certificateOf(found);
  }

  @FieldResolver(() => OriginalTextsType, {
    nullable: true,
    description:
      'What it said as it was handed in, for whoever may know who denounces; null where nothing was taken out or kept.',
  })
  async original(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<Original | null> {
    if (!petition.denouncerProtected) return null;
    const { standing } = this.dependencies;
    await lookAtPetitioners(petition, context, { standing, loaders: this.loaders });
    return context.load(this.loaders.originals, petition.id);
  }

  @FieldResolver(() => [DenouncerType], {
    description:
      'Denouncers by the names that files call them; empty for what is no denunciation, and for an unsigned one.',
  })
  async denouncers(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<DenouncerOfPetition[]> {
    if (!petition.denouncerProtected) return [];
    return ((await context.load(this.loaders.pseudonyms, petition.id)) ?? []).map((each) => ({ ...each, petition }));
  }
}

@Resolver(() => DenouncerType)
export class DenouncerResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where to find them in the sealed register, for whoever may know who they are; null for who is in the vault.',
  })
  async registerReference(
    @Root() { petition, registerReference }: DenouncerOfPetition,
    @Ctx() context: SubgraphContext,
  ): Promise<string | null> {
    const { standing } = this.dependencies;
    await lookAtPetitioners(petition, context, { standing, loaders: this.loaders });
    return registerReference;
  }
}

@Resolver(() => AgencyStub)
export class AgencyDenouncersResolver {
  constructor(private readonly loaders: Loaders) {}

  @FieldResolver(() => DenouncerKeepingEnum, {
    description: 'Where this agency keeps who denounces today: in a sealed register, forms ask for no name.',
  })
  async denouncersKeptIn(@Root() { id }: AgencyStub, @Ctx() context: SubgraphContext): Promise<DenouncerKeeping> {
    return (await context.load(this.loaders.keepings, id)) ?? 'VAULT';
  }
}
