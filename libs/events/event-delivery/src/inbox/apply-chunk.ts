import { inTransaction } from '@tiepdan/database';
import type { Pool, PoolClient } from 'pg';
import type { AggregateVersion, Consumer } from './consumer';
import { decode, type IncomingMessage, type ReceivedEvent } from './decode';
import { bury, GAP, park, unpark, type DeadLetter } from './parking';
import { lockOffset, readKeys, storeProgress, type NextOffset, type TopicPartition } from './progress';
import { sortOut } from './sort-out';
import { allAtOnce, aroundBrokenRules, brokenRule, type TakeEffect } from './take-effect';

/** Consecutive messages of one partition. */
export interface Chunk extends TopicPartition {
  readonly messages: readonly IncomingMessage[];
}

export interface ChunkResult {
  /** What the consumer must read next: not the message after the chunk when the chunk was refused or is old. */
  readonly nextOffset: number;
  /** The newest version of each aggregate that took effect now. */
  readonly applied: readonly AggregateVersion[];
}

const NOTHING: readonly AggregateVersion[] = [];

/**
 * Takes effect of a chunk, once, in one transaction with what is remembered of it, however often and by however many it
 * is delivered. A chunk beyond the stored offset is refused; messages below it are skipped. Rejects only with faults
 * that may pass (a lost connection, a time-out) or that are errors in `apply`: nothing has changed then.
 */
export async function applyChunk(pool: Pool, consumer: Consumer, chunk: Chunk): Promise<ChunkResult> {
  const attempt = (takeEffect: TakeEffect) =>
    inTransaction(pool, (client) => applyInTransaction(client, consumer, chunk, takeEffect));
  try {
    return await attempt(allAtOnce);
  } catch (error) {
    if (brokenRule(error) === null) throw error;
    return attempt(aroundBrokenRules);
  }
}

async function applyInTransaction(
  client: PoolClient,
  consumer: Consumer,
  { topic, partition, messages }: Chunk,
  takeEffect: TakeEffect,
): Promise<ChunkResult> {
  const storedOffset = await lockOffset(client, consumer.name, { topic, partition });
  const fresh = messages.filter((message) => message.offset >= storedOffset);
  const [first] = fresh;
  const last = fresh.at(-1);
  if (!first || !last || first.offset > storedOffset) return { nextOffset: storedOffset, applied: NOTHING };

  const events: ReceivedEvent[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const message of fresh) {
    const decoded = decode(consumer, topic, message);
    if (typeof decoded === 'string') deadLetters.push({ offset: message.offset, reason: decoded });
    else events.push(decoded);
  }
  await bury(client, consumer.name, { topic, partition }, deadLetters);
  const states = await readKeys(
    client,
    consumer.name,
    events.map((event) => event.aggregateId),
  );
  const at = { topic, partition, nextOffset: last.offset + 1 };
  const hadParked = [...states.values()].some((state) => state.parked.size > 0);
  const { toApply, toPark } = sortOut(events, states);
  const applied = await settle({ client, consumer, takeEffect, at, hadParked }, toApply, toPark);
  return { nextOffset: at.nextOffset, applied };
}

export interface Settlement {
  readonly client: PoolClient;
  readonly consumer: Consumer;
  readonly takeEffect: TakeEffect;
  /** Null in a retry, which reads no partition. */
  readonly at: NextOffset | null;
  readonly hadParked: boolean;
}

/** Applies, parks what broke a rule or came too early, and remembers all of it. */
export async function settle(
  { client, consumer, takeEffect, at, hadParked }: Settlement,
  toApply: readonly ReceivedEvent[],
  toPark: readonly ReceivedEvent[],
): Promise<readonly AggregateVersion[]> {
  const { applied, brokenRules } = await takeEffect(client, consumer, toApply);
  if (hadParked) await unpark(client, consumer.name, applied);
  const done = new Set(applied);
  const held = brokenRules.size === 0 ? [] : toApply.filter((event) => !done.has(event));
  const unexplained = new Map(brokenRules);
  const explain = (event: ReceivedEvent) => {
    const reason = unexplained.get(event.aggregateId) ?? GAP;
    unexplained.delete(event.aggregateId);
    return { event, reason };
  };
  await park(client, consumer.name, [...held.map(explain), ...toPark.map((event) => ({ event, reason: GAP }))]);
  const versions = newestOf(applied);
  await storeProgress(client, consumer.name, versions, at);
  return versions;
}

/** Events of one aggregate come in order, so the last one of each is its newest. */
function newestOf(applied: readonly ReceivedEvent[]): AggregateVersion[] {
  const newest = new Map(applied.map((event) => [event.aggregateId, event.aggregateVersion]));
  return [...newest].map(([aggregateId, version]) => ({ aggregateId, version }));
}
