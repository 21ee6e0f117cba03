import { Int, Query, Resolver } from 'type-graphql';
import { buildSubgraph, printSubgraph } from '.';

interface Dependencies {
  readonly book: { count(): number };
}

@Resolver()
class PageResolver {
  constructor(private readonly dependencies: Dependencies) {}

  @Query(() => Int, { description: 'How many pages.' })
  pages(): number {
    return this.dependencies.book.count();
  }
}

describe('a printed subgraph', () => {
  it('shows its schema with nothing behind it', async () => {
    const compose = ({ book }: Dependencies) => buildSubgraph({ resolvers: [new PageResolver({ book })] });
    expect(await printSubgraph(compose)).toContain('"""How many pages."""\n  pages: Int!');
  });

  it('fails where it uses what it is made with before it is asked', async () => {
    const hasty = async ({ book }: Dependencies) => {
      book.count();
      return buildSubgraph({ resolvers: [] });
    };
    await expect(printSubgraph(hasty)).rejects.toThrow(TypeError);
  });
});
