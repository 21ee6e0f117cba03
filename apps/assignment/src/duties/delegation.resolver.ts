import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Agency, Officer } from '../agencies/agency';
import { AgencyType, DocumentType, OfficerType } from '../agencies/agency.graphql';
import type { Register } from '../agencies/register';
import { DelegationType } from './duty.graphql';
import type { Delegation } from './duty';
import type { OperationsOf } from './operations';

@Resolver(() => DelegationType)
export class DelegationResolver {
  constructor(
    private readonly register: Register,
    private readonly operationsOf: OperationsOf,
  ) {}

  @FieldResolver(() => OfficerType, { description: 'Who gave it.' })
  from(@Root() { fromId }: Delegation, @Ctx() context: SubgraphContext): Promise<Officer | null> {
    return context.load(this.register.officers, fromId);
  }

  @FieldResolver(() => OfficerType, { description: 'To whom it was given.' })
  to(@Root() { toId }: Delegation, @Ctx() context: SubgraphContext): Promise<Officer | null> {
    return context.load(this.register.officers, toId);
  }

  @FieldResolver(() => AgencyType, { description: 'The body it holds for.' })
  agency(@Root() { agencyId }: Delegation, @Ctx() context: SubgraphContext): Promise<Agency | null> {
    return context.load(this.register.agencies, agencyId);
  }

  @FieldResolver(() => DocumentType, { description: 'The delegating document.' })
  document(@Root() { documentNumber, documentTitle, documentIssuedOn }: Delegation): DocumentType {
    return { number: documentNumber, title: documentTitle ?? 'Văn bản ủy quyền', issuedOn: documentIssuedOn };
  }

  @FieldResolver(() => [String], { description: 'Operations it allows at that body.' })
  operations(@Root() { role }: Delegation): string[] {
    return this.operationsOf([role]);
  }
}
