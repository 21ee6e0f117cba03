import DataLoader from 'dataloader';
import type { Principal } from '@tiepdan/access';

/** An aggregate at a version, as a mutation wrote it, with the topic its events go to. */
export interface Written {
  readonly topic: string;
  readonly aggregateId: string;
  readonly version: number;
}

/** Finds many things by their ids with one statement. */
export type BatchLoad<Found> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;

/** What the resolvers of one request share. */
export class SubgraphContext {
  /** Told to the gateway, so that the rest of the operation sees what this part wrote (read your own write). */
  readonly written: Written[] = [];
  /** Not a `#private` field: the server hands resolvers a shallow copy of the context. */
  private readonly loaders = new Map<unknown, DataLoader<string, unknown>>();

  constructor(
    readonly principal: Principal,
    readonly requestId: string,
  ) {}

  /** Loads one thing; everything asked for in the same tick is fetched by one call of `batch`. Null when it is not there. */
  load<Found>(batch: BatchLoad<Found>, id: string): Promise<Found | null> {
    let loader = this.loaders.get(batch);
    if (!loader) {
      loader = new DataLoader<string, unknown>(
        async (ids) => {
          const found = await batch(ids);
          return ids.map((wanted) => found.get(wanted) ?? null);
        },
        { maxBatchSize: 1_000 },
      );
      this.loaders.set(batch, loader);
    }
    return loader.load(id) as Promise<Found | null>;
  }

  /** Notes what a mutation wrote and gives it back. */
  wrote<Aggregate extends { readonly id: string; readonly version: number }>(
    topic: string,
    aggregate: Aggregate,
  ): Aggregate {
    this.written.push({ topic, aggregateId: aggregate.id, version: aggregate.version });
    return aggregate;
  }
}
