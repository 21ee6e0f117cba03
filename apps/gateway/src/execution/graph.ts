import type { AssertionKey } from '@tiepdan/access';
import type { Log } from '@tiepdan/service-runtime';
import type { Ways } from './fast/answer-operation';
import { fastGraph, type FastGraph } from './fast/fast-graph';
import type { AnswerGraph, ExecuteGraph } from './operation';
import { startStockGraph } from './stock/stock-graph';
import { SubgraphSource } from '../subgraphs/subgraph-source';

export interface GraphOptions {
  /** The composed schema as a text; nothing is asked of the subgraphs to start. */
  readonly supergraph: string;
  readonly subgraphs: Readonly<Record<string, { readonly url: string; readonly key: AssertionKey }>>;
  readonly introspection: boolean;
  readonly log: Log;
  readonly requestTimeoutMs?: number;
  /** Whether operations go by our own executor where it knows how; the stock gateway runs the rest. True unless told. */
  readonly fastPath?: boolean;
}

export interface Graph {
  readonly execute: ExecuteGraph;
  /** The same by the stock gateway alone. */
  readonly executeStock: AnswerGraph;
  /** Prepares what is known to be asked, before anybody waits for it; null without the fast path, which alone prepares. */
  readonly warmUp: FastGraph['warmUp'] | null;
  /** How many operations went which way; null without the fast path. */
  readonly ways: Ways | null;
  stop(): Promise<void>;
}

/** Runs operations by our own executor, and what that does not know by Apollo's, over our own way to the subgraphs. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const { supergraph, introspection, log, fastPath = true } = options;
  const sources = sourcesOf(options);
  const stock = await startStockGraph({ supergraph, introspection, log, sourceOf: sources.named });
  const fast = fastPath
    ? fastGraph({
        supergraph,
        introspection,
        sourceOf: sources.named,
        stock: stock.execute,
        log,
      })
    : null;
  return {
    execute: fast?.execute ?? stock.execute,
    executeStock: stock.execute,
    warmUp: fast?.warmUp ?? null,
    ways: fast?.ways ?? null,
    async stop() {
      await stock.stop();
      await sources.close();
    },
  };
}

/** A way to each subgraph, the same for both executors. */
function sourcesOf({ subgraphs, log, requestTimeoutMs }: GraphOptions) {
  const sources = new Map(
    Object.entries(subgraphs).map(([name, subgraph]) => [
      name,
      new SubgraphSource({ name, ...subgraph, log, requestTimeoutMs }),
    ]),
  );
  return {
    named(name: string): SubgraphSource {
      const source = sources.get(name);
      if (!source) throw new Error(`The environment names no subgraph "${name}" in SUBGRAPHS.`);
      return source;
    },
    close: () => Promise.all([...sources.values()].map((source) => source.close())),
  };
}
