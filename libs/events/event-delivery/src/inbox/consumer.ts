import type { Queryable } from '@tiepdan/database';
import type { EventContract, Recorded } from '@tiepdan/event-contract';
import type { EventIn } from '../event-in';

/** Any event of these contracts, as consumers get it. */
export type RecordedIn<C extends EventContract> = Recorded<EventIn<C>>;

export interface Consumer<C extends EventContract = EventContract> {
  /** `<service>/<purpose>`, remembered with every offset and version: renaming it makes all old events look new. */
  readonly name: string;
  readonly contracts: readonly C[];
  /**
   * Takes effect of a set of events, inside the transaction that remembers them as applied; those of one aggregate come
   * in the order of their versions, without gap. Types not declared in `contracts` never come.
   *
   * A thrown Refusal or an SQL error of class 22 or 23 halves the set until one event is left, whose aggregate is then
   * parked; so it may be called again with the same events. Any other error is tried again in place.
   * Where events are folded before they are written, rules must be checked for each event: a fold hides a bad row.
   */
  apply(client: Queryable, events: readonly RecordedIn<C>[]): Promise<void>;
}

/** Declares a consumer; its events are typed by its contracts. */
export const defineConsumer = <const C extends EventContract>(consumer: Consumer<C>): Consumer<C> => consumer;

/** One aggregate at one version. */
export interface AggregateVersion {
  readonly aggregateId: string;
  readonly version: number;
}
