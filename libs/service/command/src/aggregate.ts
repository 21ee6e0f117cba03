import type { Access, AccessObject, Operation, Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { EventContract } from '@tiepdan/event-contract';
import type { Refusal } from '@tiepdan/refusal';

/** What a command changes, as `runCommand` must know it. */
export interface Aggregate<Item extends object> {
  /** Its type in the graph. A refusal is answered as the type of that name with `Refused` behind it. */
  readonly type: string;
  /** Its events, and those of what is changed together with it. */
  readonly contracts: readonly EventContract[];
  /** Operation whose reach holds what the caller may know to exist. */
  readonly reads: Operation;
  /** Finds items by their ids within a reach; `lock` keeps them from changing until the transaction ends. */
  find(client: Queryable, ids: readonly string[], reach: Reach, lock?: boolean): Promise<ReadonlyMap<string, Item>>;
  /** What `find` finds it by. */
  idOf(item: Item): string;
  /** Absent where nothing is changed by version. */
  readonly versionOf?: (item: Item) => number;
  /** As access is judged by. Absent where it is nobody's matter: then the caller's own body answers for it. */
  readonly accessObjectOf?: (item: Item) => AccessObject;
  /** What refuses a caller who may read the item and not do this to it; without it, they are denied. */
  readonly objectionTo?: (access: Access, operation: Operation, item: Item) => Refusal | null;
  /** Refuses what is not there, and what the caller may not know to be there. */
  readonly unknown: (id: string) => Refusal;
  /** Refuses a version other than the one the caller read. */
  readonly versionChanged?: () => Refusal;
}

/** An aggregate at a version, as a command wrote it, with the topic its events go to. */
export interface WrittenVersion {
  readonly topic: string;
  readonly aggregateId: string;
  readonly version: number;
}
