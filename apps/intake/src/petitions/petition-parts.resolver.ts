import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AccessBook } from '@tiepdan/access';
import type { SubgraphContext } from '@tiepdan/subgraph';
import { AgencyStub, OfficerStub, stub } from '../agencies/agency.graphql';
import type { Petition } from './petition';
import { lookAtContent } from './petition-looks.graphql';
import { RespondentKindEnum } from './petition-enums.graphql';
import { PlaceType, RespondentType } from './petition.graphql';

/** Names and addresses in a petition are part of what it says. */
class ContentResolver {
  constructor(private readonly standing: AccessBook) {}

  protected async content(petition: Petition, text: string | null, context: SubgraphContext): Promise<string | null> {
    if (text !== null) lookAtContent(await context.access(this.standing), petition, context);
    return text;
  }
}

@Resolver(() => RespondentType)
export class RespondentResolver extends ContentResolver {
  @FieldResolver(() => RespondentKindEnum, { description: 'What kind of party.' })
  kind(@Root() petition: Petition) {
    return petition.respondentKind;
  }
  @FieldResolver(() => AgencyStub, { nullable: true, description: 'The public body.' })
  agency(@Root() petition: Petition) {
    return stub(petition.respondentAgencyId);
  }
  @FieldResolver(() => OfficerStub, { nullable: true, description: 'The officer.' })
  officer(@Root() petition: Petition) {
    return stub(petition.respondentOfficerId);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Name, where the caller may read what a petition says.' })
  name(@Root() petition: Petition, @Ctx() context: SubgraphContext) {
    return this.content(petition, petition.respondentName, context);
  }
}

@Resolver(() => PlaceType)
export class PlaceResolver extends ContentResolver {
  @FieldResolver(() => AgencyStub, { nullable: true, description: 'Commune or ward.' })
  commune(@Root() petition: Petition) {
    return stub(petition.placeCommuneId);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'More exactly, where the caller may read what a petition says.',
  })
  text(@Root() petition: Petition, @Ctx() context: SubgraphContext) {
    return this.content(petition, petition.placeText, context);
  }
}
