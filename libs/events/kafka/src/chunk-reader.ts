import { setTimeout as pause } from 'node:timers/promises';
import { backOffMs, type Chunk, type NextOffset } from '@tiepdan/event-delivery';
import { describeFault, type Log } from '@tiepdan/service-runtime';
import type { Consumer, EachBatchPayload } from 'kafkajs';

const CHUNK_MESSAGES_MAX = 500;
/** Keeps a partition that cannot be brought in line with the stored offset from spinning. */
const SEEK_PAUSE_MS = 100;

export interface ChunkReaderOptions {
  readonly consumer: Consumer;
  readonly topicPrefix: string;
  readonly log: Log;
  onChunk(chunk: Chunk): Promise<number>;
  /** True when another consumer has taken the place of this one. */
  isOver(): boolean;
}

/** Hands batches on in chunks of at most 500 and goes where each chunk's answer says. */
export class ChunkReader {
  readonly #nextOffsets = new Map<string, number>();
  readonly #failing = new Set<string>();

  constructor(private readonly options: ChunkReaderOptions) {}

  /** Remembers where to begin; to be called before `begin`. */
  remember(offsets: readonly NextOffset[]): void {
    for (const { topic, partition, nextOffset } of offsets) this.#nextOffsets.set(keyOf(topic, partition), nextOffset);
  }

  /** Goes to the remembered offsets (0 where there is none) of the partitions just assigned. */
  begin(assignment: Readonly<Record<string, readonly number[]>>): void {
    const { consumer, topicPrefix } = this.options;
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) {
        const offset = this.#nextOffsets.get(keyOf(topic.slice(topicPrefix.length), partition)) ?? 0;
        consumer.seek({ topic, partition, offset: String(offset) });
      }
  }

  async readBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, isRunning, isStale, resolveOffset } = payload;
    const { consumer, topicPrefix, log, isOver } = this.options;
    const topic = batch.topic.slice(topicPrefix.length);
    const { partition } = batch;
    for (const messages of chunksOf(batch)) {
      if (isOver()) throw new Error('another consumer took over');
      if (!isRunning() || isStale()) return;
      const lastOffset = messages.at(-1)?.offset ?? 0;
      const nextOffset = await this.#untilDone({ topic, partition, messages }, payload);
      this.#nextOffsets.set(keyOf(topic, partition), nextOffset);
      if (nextOffset !== lastOffset + 1) {
        log.info({ topic, partition, lastOffset, nextOffset }, 'reading goes on at the stored offset');
        consumer.seek({ topic: batch.topic, partition, offset: String(nextOffset) });
        return pause(SEEK_PAUSE_MS);
      }
      resolveOffset(String(lastOffset));
      await heartbeat();
    }
  }

  /** True while a chunk is tried again. */
  isFailing(): boolean {
    return this.#failing.size > 0;
  }

  /** Tries until it is done or another consumer's turn: what failed may pass, and what follows must wait for it. */
  async #untilDone(chunk: Chunk, { heartbeat, isRunning }: EachBatchPayload): Promise<number> {
    const { topic, partition } = chunk;
    const key = keyOf(topic, partition);
    for (let failures = 1; ; failures++) {
      try {
        const nextOffset = await this.options.onChunk(chunk);
        this.#failing.delete(key);
        return nextOffset;
      } catch (error) {
        this.#failing.add(key);
        this.options.log.error(
          { topic, partition, failures, ...describeFault(error) },
          'a chunk failed and is tried again',
        );
        await pause(backOffMs(failures));
        if (this.options.isOver() || !isRunning()) throw error;
        await heartbeat();
      }
    }
  }
}

const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

function* chunksOf({ messages }: EachBatchPayload['batch']): Generator<Chunk['messages']> {
  for (let at = 0; at < messages.length; at += CHUNK_MESSAGES_MAX)
    yield messages.slice(at, at + CHUNK_MESSAGES_MAX).map((message) => ({
      offset: Number(message.offset),
      key: message.key?.toString() ?? null,
      value: message.value?.toString() ?? null,
    }));
}
