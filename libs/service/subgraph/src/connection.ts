import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { badInput } from './bad-input';
import { PageInfo } from './shared.graphql';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

export interface Page {
  /** 1 to 100. */
  readonly size: number;
  /** Sort keys of the last item of the page before; null for the first page. */
  readonly after: readonly string[] | null;
}

export interface Connection<Node> {
  readonly edges: { cursor: string; node: Node }[];
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
}

/** Reads `first` and `after`. Throws BAD_USER_INPUT for a size outside 1..100 or a cursor that is not ours. */
export function page(first: number | null | undefined, after: string | null | undefined): Page {
  const size = first ?? PAGE_SIZE_DEFAULT;
  if (size < 1 || size > PAGE_SIZE_MAX) throw badInput(`"first" must be between 1 and ${PAGE_SIZE_MAX}.`);
  return { size, after: after == null ? null : keysOf(after) };
}

/** Makes a connection of up to `size` items out of rows read with limit `size + 1`. */
export function connection<Node>(
  rows: readonly Node[],
  { size }: Page,
  keys: (node: Node) => readonly string[],
): Connection<Node> {
  const nodes = rows.slice(0, size);
  const edges = nodes.map((node) => ({ cursor: cursorOf(keys(node)), node }));
  return { edges, nodes, pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null } };
}

const cursorOf = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

function keysOf(cursor: string): string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // falls through: whatever cannot be read is not our cursor
  }
  throw badInput('"after" is not a cursor of this list.');
}

/** Makes `XEdge` and `XConnection` for a node type. `totalCount` only where the promise has it. */
export function connectionType<Node extends object>(
  name: string,
  node: ClassType<Node>,
  options: { totalCount?: boolean } = {},
): ClassType<Connection<Node>> {
  // Two subgraphs may each have a list of the same things, such as petitions: received, and belonging to a case.
  @Directive('@shareable')
  // Another service may list entities of ours too, as assignment lists the petitions of a case.
  @Directive('@shareable')
  @ObjectType(`${name}Edge`, { description: `One ${name} with its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Place in the list.' }) cursor!: string;
    @Field(() => node, { description: 'The item.' }) node!: Node;
  }
  @ObjectType()
  class AnyConnection {
    @Field(() => [Edge], { description: 'Items with their places.' }) edges!: Edge[];
    @Field(() => [node], { description: 'Items.' }) nodes!: Node[];
    @Field(() => PageInfo, { description: 'Where this page stands.' }) pageInfo!: PageInfo;
  }
  const description = `A page of a list of ${name}.`;
  if (!options.totalCount) {
    @Directive('@shareable')
    @Directive('@shareable')
    @ObjectType(`${name}Connection`, { description })
    class PlainConnection extends AnyConnection {}
    return PlainConnection as ClassType<Connection<Node>>;
  }
  @Directive('@shareable')
  @Directive('@shareable')
  @ObjectType(`${name}Connection`, { description })
  class CountedConnection extends AnyConnection {
    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all, where counting is cheap; null otherwise.',
    })
    totalCount?: number | null;
  }
  return CountedConnection as ClassType<Connection<Node>>;
}
