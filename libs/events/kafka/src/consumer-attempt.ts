import { randomUUID } from 'node:crypto';
import { within } from '@tiepdan/event-delivery';
import { describeFault } from '@tiepdan/service-runtime';
import type { Consumer } from 'kafkajs';
import { ChunkReader } from './chunk-reader';
import { newClient, type KafkaOptions } from './client';
import type { Subscription } from './consumer';

const SILENCE_MAX_MS = 8_000;
const WATCH_MS = 500;
const DISCONNECT_TIMEOUT_MS = 3_000;
const PARTITIONS_AT_ONCE = 3;

type End = 'crash' | 'silence' | 'stop';

/** One kafkajs consumer, from its first connection to the moment it is no longer to be trusted. */
export interface Attempt {
  readonly ended: Promise<End>;
  isHealthy(): boolean;
  close(): Promise<void>;
}

export function startAttempt(options: KafkaOptions, subscription: Subscription, stop: AbortSignal): Attempt {
  const { log, topicPrefix } = options;
  const { promise: ended, resolve: tellEnd } = Promise.withResolvers<End>();
  let isOver = false;
  let hasJoined = false;
  let lastSignAt = performance.now();

  const end = (reason: End) => {
    isOver = true;
    clearInterval(watch);
    stop.removeEventListener('abort', endByStop);
    tellEnd(reason);
  };
  const endByStop = () => end('stop');
  const crash = (error: unknown) => {
    if (!isOver) log.error({ consumer: subscription.name, ...describeFault(error) }, 'a consumer crashed');
    end('crash');
  };
  const isSilent = () => performance.now() - lastSignAt > SILENCE_MAX_MS;
  const watch = setInterval(() => isSilent() && end('silence'), WATCH_MS);
  stop.addEventListener('abort', endByStop);

  const consumer = newConsumer(options, subscription);
  const reader = new ChunkReader({
    consumer,
    topicPrefix,
    log,
    onChunk: (chunk) => subscription.onChunk(chunk),
    isOver: () => isOver,
  });
  const { FETCH, HEARTBEAT, GROUP_JOIN, END_BATCH_PROCESS, CRASH } = consumer.events;
  for (const sign of [FETCH, HEARTBEAT, GROUP_JOIN, END_BATCH_PROCESS] as const)
    consumer.on(sign, () => void (lastSignAt = performance.now()));
  consumer.on(GROUP_JOIN, ({ payload }) => {
    hasJoined = true;
    reader.begin(payload.memberAssignment);
  });
  consumer.on(CRASH, ({ payload }) => crash(payload.error));
  start(consumer, reader, topicPrefix, subscription).catch(crash);

  return {
    ended,
    isHealthy: () => hasJoined && !isOver && !isSilent() && !reader.isFailing(),
    // What is not closed in time is left to itself: the stored offsets keep it from doing harm.
    close: () => within(DISCONNECT_TIMEOUT_MS, 'disconnect', consumer.disconnect()).catch(() => undefined),
  };
}

/** Offsets are known before the group is joined, because kafkajs fetches without waiting for listeners. */
async function start(
  consumer: Consumer,
  reader: ChunkReader,
  topicPrefix: string,
  subscription: Subscription,
): Promise<void> {
  reader.remember(await subscription.storedOffsets());
  await consumer.connect();
  await consumer.subscribe({ topics: subscription.topics.map((topic) => topicPrefix + topic), fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
    eachBatch: (payload) => reader.readBatch(payload),
  });
}

function newConsumer(options: KafkaOptions, { groupId, name }: Subscription): Consumer {
  return newClient(options).consumer({
    // A fresh group need not wait until the broker has given up a dead member.
    groupId: groupId ?? `${options.clientId}.${name}.${randomUUID()}`,
    sessionTimeout: 10_000,
    rebalanceTimeout: 15_000,
    heartbeatInterval: 2_000,
    maxWaitTimeInMs: 250,
    minBytes: 1,
    allowAutoTopicCreation: false,
    // kafkajs restarts on the connection that failed; we replace the whole client.
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000, restartOnFailure: async () => false },
  });
}
