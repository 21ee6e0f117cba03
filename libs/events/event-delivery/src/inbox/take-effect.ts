import type { Queryable } from '@tiepdan/database';
import type { RecordedIn, Consumer } from './consumer';
import type { ReceivedEvent } from './decode';
import type { EventContract } from '@tiepdan/event-contract';

export interface Effect {
  readonly applied: readonly ReceivedEvent[];
  /** For each aggregate that is parked now, the code of the rule its event broke. */
  readonly brokenRules: ReadonlyMap<string, string>;
}

/** Applies a set of events, or parts of it. */
export type TakeEffect = (client: Queryable, consumer: Consumer, events: readonly ReceivedEvent[]) => Promise<Effect>;

/** Costs nothing; a broken rule fails the transaction. */
export const allAtOnce: TakeEffect = async (client, consumer, events) => {
  const known = events.filter((event) => event.data !== null);
  if (known.length > 0) await consumer.apply(client, known as unknown as RecordedIn<EventContract>[]);
  return { applied: events, brokenRules: new Map() };
};

/** Finds the events that break a rule by halving, under savepoints; everything after them of their aggregates is left out. */
export const aroundBrokenRules: TakeEffect = async (client, consumer, events) => {
  const brokenRules = new Map<string, string>();
  const applied: ReceivedEvent[] = [];
  const halve = async (part: readonly ReceivedEvent[]): Promise<void> => {
    const open = part.filter((event) => !brokenRules.has(event.aggregateId));
    const [first] = open;
    if (!first) return;
    await client.query('savepoint part');
    try {
      await allAtOnce(client, consumer, open);
      applied.push(...open);
    } catch (error) {
      const rule = brokenRule(error);
      if (rule === null) throw error;
      await client.query('rollback to savepoint part');
      if (open.length === 1) return void brokenRules.set(first.aggregateId, rule);
      const middle = Math.ceil(open.length / 2);
      await halve(open.slice(0, middle));
      await halve(open.slice(middle));
    }
  };
  await halve(events);
  return { applied, brokenRules };
};

/** A refusal's code, or the SQLSTATE of a constraint or of data that do not fit; null for every other fault. */
export function brokenRule(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { details, code } = error as { details?: { code?: unknown }; code?: unknown };
  if (error.name === 'Refusal') return String(details?.code);
  return typeof code === 'string' && /^2[23]...$/.test(code) ? code : null;
}
