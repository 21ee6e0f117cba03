import { Ctx, Int, Query, Resolver } from 'type-graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { openServiceWorld, type ServiceWorld, type WorldParts } from '.';

class KeepPages1763942400000 implements MigrationInterface {
  readonly name = 'KeepPages1763942400000';
  up = (runner: QueryRunner) => runner.query('create table page (number int)');
  down = (runner: QueryRunner) => runner.query('drop table page');
}

@Resolver()
class PageResolver {
  constructor(private readonly parts: WorldParts) {}

  @Query(() => Int, { description: 'How many pages.' })
  async pages(): Promise<number> {
    return (await this.parts.pool.query('select count(*)::int as pages from page')).rows[0].pages;
  }

  @Query(() => String, { description: 'The caller.' })
  caller(@Ctx() context: SubgraphContext): string {
    context.wrote('books.page.v1', { id: context.principal.id, version: 1 });
    return `${context.principal.id} ${context.principal.roles.join()}`;
  }
}

describe('the world of a service', () => {
  let database: FreshDatabase;
  let world: ServiceWorld;
  beforeAll(async () => {
    database = await freshDatabase('service world');
    world = await openServiceWorld({
      at: database,
      database: (url) => ({ url, entities: [], migrations: [KeepPages1763942400000] }),
      now: () => new Date(),
      caller: { id: 'reader', agencyId: null, roles: ['head'] },
      async compose(parts) {
        await parts.pool.query('insert into page values (1), (2)');
        return buildSubgraph({ resolvers: [new PageResolver(parts)] });
      },
    });
  });

  it('stands on a migrated database that was filled before the graph is asked', async () => {
    expect(await world.ask('{ pages }')).toMatchObject({ data: { pages: 2 } });
    expect(await world.statementsOf(() => world.ask('{ pages }'))).toEqual(['select count(*)::int as pages from page']);
  });

  it('is asked by its caller, or by one who differs from that, and says what was written', async () => {
    expect((await world.ask('{ caller }')).data.caller).toBe('reader head');
    const { data, context } = await world.ask('{ caller }', { as: { roles: ['inspector'] } });
    expect(data.caller).toBe('reader inspector');
    expect(context.written).toEqual([{ topic: 'books.page.v1', aggregateId: 'reader', version: 1 }]);
  });

  it('leaves nothing open and no database behind', async () => {
    await world.close();
    await expect(world.pool.query('select 1')).rejects.toThrow();
    await expect(database.asOwner('select 1')).rejects.toThrow();
  });
});
