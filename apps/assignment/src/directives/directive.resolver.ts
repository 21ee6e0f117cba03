import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Queryable } from '@tiepdan/database';
import { validate as isUuid } from 'uuid';
import { authorise } from '@tiepdan/access/assignment';
import { badInput, connection, page, type BatchLoad, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { batched } from '../agencies/register.repository';
import type { Directive } from './directive';
import { DirectiveConnection, DirectiveType } from './directive.graphql';
import { directivesByIds, listDirectives } from './directive.repository';

@Resolver(() => DirectiveType)
export class DirectiveResolver {
  /** Created once, because it keys the loader. */
  private readonly byIds: BatchLoad<Directive>;

  constructor(private readonly pool: Queryable) {
    this.byIds = batched(pool, directivesByIds);
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
    const { directives, totalCount } = await listDirectives(this.pool, afterId, wanted.size + 1);
    return { ...connection(directives, wanted, ({ id }) => [id]), totalCount };
  }
}
