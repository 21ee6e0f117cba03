import DataLoader from 'dataloader';
import type { Access, AccessBook, Acting, Operation, Principal } from '@tiepdan/access';

/** An aggregate at a version, as a mutation wrote it, with the topic its events go to. */
export interface Written {
  readonly topic: string;
  readonly aggregateId: string;
  readonly version: number;
}

/** Something that nobody is shown without a trace: it leaves a link in the audit before the answer leaves the service. */
export interface Look {
  /** Whose chain it belongs to. */
  readonly agencyId: string;
  readonly operation: Operation;
  readonly objectId: string;
  /** By which duty, and in whose name. */
  readonly acting: Acting;
  /** What for, where that had to be said. */
  readonly purpose?: string | null;
}

/** Finds many things by their ids with one statement, for the caller of one request: what they may not see is not found. */
export type BatchLoad<Found> = (
  ids: readonly string[],
  context: SubgraphContext,
) => Promise<ReadonlyMap<string, Found>>;

/** What the resolvers of one request share. */
export class SubgraphContext {
  /** Told to the gateway, so that the rest of the operation sees what this part wrote (read your own write). */
  readonly written: Written[] = [];
  private readonly looksByObject = new Map<string, Look>();
  /** Not a `#private` field: the server hands resolvers a shallow copy of the context. */
  private readonly loaders = new Map<unknown, DataLoader<string, unknown>>();
  private readonly accesses = new Map<AccessBook, Promise<Access>>();

  constructor(
    readonly principal: Principal,
    readonly requestId: string,
  ) {}

  /** What the caller may do; judged once, so that all parts of a request are answered alike. */
  access(standing: AccessBook): Promise<Access> {
    let access = this.accesses.get(standing);
    if (!access) {
      access = standing.today().then((today) => standing.policy.accessOf(this.principal, today));
      this.accesses.set(standing, access);
    }
    return access;
  }

  /** Loads one thing; everything asked for in the same tick is fetched by one call of `batch`. Null when it is not there. */
  load<Found>(batch: BatchLoad<Found>, id: string): Promise<Found | null> {
    let loader = this.loaders.get(batch);
    if (!loader) {
      loader = new DataLoader<string, unknown>(
        async (ids) => {
          const found = await batch(ids, this);
          return ids.map((wanted) => found.get(wanted) ?? null);
        },
        { maxBatchSize: 1_000 },
      );
      this.loaders.set(batch, loader);
    }
    // However a client writes an id, it is the same to PostgreSQL, which gives it back in small letters.
    return loader.load(id.toLowerCase()) as Promise<Found | null>;
  }

  /** Notes a look; the same at the same object counts once, however many fields were asked for. */
  looked(look: Look): void {
    this.looksByObject.set(`${look.operation} ${look.objectId}`, look);
  }

  get looks(): readonly Look[] {
    return [...this.looksByObject.values()];
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
