import { setTimeout as pause } from 'node:timers/promises';
import type { Chunk, NextOffset } from '@tiepdan/event-delivery';
import type { KafkaOptions } from './client';
import { startAttempt, type Attempt } from './consumer-attempt';

export interface Subscription {
  /** Names the consumer in log lines and in its group's id. */
  readonly name: string;
  readonly topics: readonly string[];
  /** A group shared by several instances; left out, every start makes its own, which begins at once. */
  readonly groupId?: string;
  /** Where to begin in each partition; 0 where nothing is told. */
  storedOffsets(): Promise<readonly NextOffset[]>;
  /** Resolves with the offset to be read next; when it rejects it is called again with the same chunk. */
  onChunk(chunk: Chunk): Promise<number>;
}

export interface RunningConsumer {
  /** True while it is in its group, has polled within 8 s and no chunk fails. */
  isHealthy(): boolean;
  /** Lets a chunk under way end, for at most 3 s. */
  stop(): Promise<void>;
}

const REPLACE_PAUSE_MS = 2_000;

/** Reads for ever: a consumer that crashed or was silent for 8 s is replaced by a new one, at most every 2 s. */
export function startConsumer(options: KafkaOptions, subscription: Subscription): RunningConsumer {
  const stopping = new AbortController();
  let current: Attempt | null = null;

  const run = async () => {
    while (!stopping.signal.aborted) {
      current = startAttempt(options, subscription, stopping.signal);
      const reason = await current.ended;
      if (reason !== 'stop') options.log.error({ consumer: subscription.name, reason }, 'a consumer is replaced');
      await current.close();
      await pause(REPLACE_PAUSE_MS, undefined, stopping).catch(() => undefined);
    }
  };

  const running = run();
  return {
    isHealthy: () => current?.isHealthy() ?? false,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
