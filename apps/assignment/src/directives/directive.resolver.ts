import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Pool } from 'pg';
import { validate as isUuid } from 'uuid';
import { AccessDenied, actingAs, authorise, type Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { directiveContract } from '@tiepdan/contract-assignment';
import { inTransaction, once, type Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import { dayInProvince } from '@tiepdan/dated-table';
import {
  answerCommand,
  badInput,
  connection,
  KEY_MEANING,
  page,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import { allAgencies } from '../agencies/agency.repository';
import { batched } from '../agencies/register.repository';
import type { Directive } from './directive';
import { DirectiveConnection, DirectiveResult, DirectiveType, ImportDirectiveInput } from './directive.graphql';
import { directivesByIds, insertDirective, isTextKnown, listDirectives } from './directive.repository';
import { alreadyImported, importDirective, possibleRepeat, type ImportedDirective } from './import-directive';

export interface DirectiveDependencies {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
}

@Resolver(() => DirectiveType)
export class DirectiveResolver {
  /** Created once, because it keys the loader. */
  private readonly byIds: BatchLoad<Directive>;

  constructor(private readonly dependencies: DirectiveDependencies) {
    this.byIds = batched(dependencies.pool, directivesByIds);
  }

  @Query(() => DirectiveType, { nullable: true, description: 'One directive (thông báo kết luận).' })
  directive(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
  ): Promise<Directive | null> {
    authorise(context.principal, 'readDirective');
    return context.load(this.byIds, id);
  }

  @Query(() => DirectiveConnection, { description: 'Directives, the newest import first.' })
  async directives(
    @Ctx() { principal }: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Directive> & { totalCount: number }> {
    authorise(principal, 'readDirective');
    const wanted = page(first, after);
    const afterId = wanted.after?.[0] ?? null;
    if (wanted.after && !isUuid(afterId)) throw badInput('"after" is not a cursor of this list.');
    const { directives, totalCount } = await listDirectives(this.dependencies.pool, afterId, wanted.size + 1);
    return { ...connection(directives, wanted, ({ id }) => [id]), totalCount };
  }

  @Mutation(() => DirectiveResult, {
    description: 'Reads a notice of conclusions: its tasks, parties, recipients, and what is odd about it.',
  })
  importDirective(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ImportDirectiveInput, { description: 'The document.' }) input: ImportDirectiveInput,
    @Arg('idempotencyKey', () => String, {
      description: KEY_MEANING,
    })
    idempotencyKey: string,
  ) {
    authorise(context.principal, 'importDirective');
    return answerCommand('DirectiveRefused', { input, idempotencyKey }, async () => {
      const directive = await this.imported(context.principal, input, idempotencyKey);
      this.dependencies.wakeRelay();
      return { ...context.wrote(directiveContract.topic, directive), __typename: 'Directive' };
    });
  }

  private imported(principal: Principal, input: ImportDirectiveInput, key: string): Promise<Directive> {
    const { pool, now } = this.dependencies;
    const { agencyId, id: actorId } = principal;
    // What is written stands in the chain of the writer's agency.
    if (agencyId === null) throw new AccessDenied('importDirective');
    const call = { principalId: actorId, key, operation: 'importDirective', input };
    return inTransaction(pool, (client) =>
      once(client, call, async () => {
        const at = now();
        const read = importDirective(input, await allAgencies(client), dayInProvince(at));
        const written = await write(client, read, input.text, at);
        await appendAudit(client, {
          agencyId,
          actorId,
          acting: actingAs(principal, 'importDirective'),
          operation: 'importDirective',
          objectId: written.id,
          payload: input,
        });
        return written;
      }),
    );
  }
}

async function write(
  client: Queryable,
  read: ImportedDirective,
  sourceText: string,
  importedAt: Date,
): Promise<Directive> {
  const { directive, event } = read;
  const isRepeat = await isTextKnown(client, sourceText);
  const findings = isRepeat ? [...directive.findings, possibleRepeat()] : directive.findings;
  if (!(await insertDirective(client, { ...directive, findings }, { sourceText, importedAt }))) throw alreadyImported();
  await recordEvents(client, [directiveContract], [event], importedAt);
  return (await directivesByIds(client, [directive.id])).get(directive.id)!;
}
