import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccessBook } from '@tiepdan/access';
import { dayInProvince } from '@tiepdan/dated-table';
import type { Reader } from '@tiepdan/standing';
import { connection, page, type BatchLoad, type Connection, type Page, type SubgraphContext } from '@tiepdan/subgraph';
import type { Officer } from '../agencies/agency';
import { OfficerType } from '../agencies/agency.graphql';
import type { Case } from './case';
import { CaseEventConnection, CaseEventType, CaseType } from './case.graphql';
import { eventLabels, type CaseHistoryEntry } from './case-history';
import { historyOfCases } from './case-history.repository';

interface HistoryDependencies {
  readonly reader: Reader;
  readonly standing: AccessBook;
  readonly firstHistory: BatchLoad<CaseHistoryEntry[]>;
}

@Resolver(() => CaseType)
export class CaseHistoryResolver {
  constructor(private readonly dependencies: HistoryDependencies) {}

  @FieldResolver(() => CaseEventConnection, { description: 'What happened to it, oldest first.' })
  async history(
    @Root() { id }: Case,
    @Ctx() context: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<object>> {
    const wanted = page(first, after);
    const found = wanted.after
      ? await this.historyAfter(id, context, wanted)
      : (await context.load(this.dependencies.firstHistory, id))?.slice(0, wanted.size + 1);
    return connection((found ?? []).map(shown), wanted, ({ version }) => [String(version)]);
  }

  private async historyAfter(id: string, context: SubgraphContext, { size, after }: Page) {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readCase');
    return (await historyOfCases(reader.within(reach), [id], size + 1, Number(after?.[0]) || 0)).get(id);
  }
}

const shown = (entry: CaseHistoryEntry) => ({
  ...entry,
  id: `${entry.caseId}:${entry.version}`,
  label: eventLabels[entry.type],
  effectiveOn: entry.effectiveOn ?? dayInProvince(entry.at),
});

@Resolver(() => CaseEventType)
export class CaseEventResolver {
  constructor(private readonly officers: BatchLoad<Officer>) {}

  @FieldResolver(() => OfficerType, {
    nullable: true,
    description: 'Who did it; null for what followed from an event.',
  })
  actor(
    @Root() { actorId }: { actorId: string | null },
    @Ctx() context: SubgraphContext,
  ): Promise<Officer | null> | null {
    return actorId === null ? null : context.load(this.officers, actorId);
  }

  @FieldResolver(() => OfficerType, {
    nullable: true,
    description: 'In whose name it was done, by delegation (ủy quyền); null where it was the own duty.',
  })
  onBehalfOf(
    @Root() { actingFor }: { actingFor: string | null },
    @Ctx() context: SubgraphContext,
  ): Promise<Officer | null> | null {
    return actingFor === null ? null : context.load(this.officers, actingFor);
  }
}
