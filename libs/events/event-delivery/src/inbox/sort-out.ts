import type { ReceivedEvent } from './decode';

/** What is remembered of one aggregate: the last version applied (0: none) and the events that wait, by version. */
export interface KeyState {
  version: number;
  readonly parked: Map<number, ReceivedEvent>;
}

export interface Sorted {
  /** In an order in which each follows its predecessor. */
  readonly toApply: readonly ReceivedEvent[];
  /** Newly come too early. */
  readonly toPark: readonly ReceivedEvent[];
}

/**
 * Decides for each event: the next version is applied, and with it whatever waited for it; the same or a lower one is
 * skipped; one after a gap is parked. An event that is parked already stays so. Changes `states`.
 */
export function sortOut(events: readonly ReceivedEvent[], states: ReadonlyMap<string, KeyState>): Sorted {
  const toApply: ReceivedEvent[] = [];
  const early = new Set<ReceivedEvent>();
  for (const event of events) {
    const state = states.get(event.aggregateId);
    if (!state) throw new Error('an event without the state of its aggregate');
    if (event.aggregateVersion <= state.version || state.parked.has(event.aggregateVersion)) continue;
    if (event.aggregateVersion > state.version + 1) {
      state.parked.set(event.aggregateVersion, event);
      early.add(event);
      continue;
    }
    toApply.push(event);
    state.version = event.aggregateVersion;
    for (const waiting of takeNext(state)) {
      early.delete(waiting);
      toApply.push(waiting);
    }
  }
  return { toApply, toPark: [...early] };
}

/** Takes the parked events that follow the version applied last, in order, as far as there is no gap. */
export function takeNext(state: KeyState): ReceivedEvent[] {
  const taken: ReceivedEvent[] = [];
  for (let next = state.parked.get(state.version + 1); next; next = state.parked.get(state.version + 1)) {
    state.parked.delete(next.aggregateVersion);
    state.version = next.aggregateVersion;
    taken.push(next);
  }
  return taken;
}
