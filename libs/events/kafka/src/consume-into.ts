import { applyChunk, storedOffsets, type AppliedVersions, type Consumer } from '@tiepdan/event-delivery';
import type { OnStop } from '@tiepdan/service-runtime';
import type { Pool } from 'pg';
import type { KafkaConnection } from './connect-kafka';
import type { RunningConsumer } from './consumer';

export interface ConsumeIntoOptions {
  readonly kafka: KafkaConnection;
  /** The database the consumer's effects and its progress live in. */
  readonly pool: Pool;
  readonly consumer: Consumer;
  readonly onStop: OnStop;
  /** Told of every version applied, for readers that wait. */
  readonly applied?: AppliedVersions;
  /** A group shared by several instances of a service. */
  readonly groupId?: string;
  /** Called after each commit: wakes the relay of a service whose consumers record events themselves. */
  afterCommit?(): void;
}

/** Runs a consumer on its contracts' topics until the process stops; each event takes effect once. */
export function consumeInto({
  kafka,
  pool,
  consumer,
  onStop,
  applied,
  groupId,
  afterCommit,
}: ConsumeIntoOptions): RunningConsumer {
  const running = kafka.consume({
    name: consumer.name,
    topics: consumer.contracts.map((contract) => contract.topic),
    groupId,
    storedOffsets: () => storedOffsets(pool, consumer.name),
    async onChunk(chunk) {
      const result = await applyChunk(pool, consumer, chunk);
      applied?.notify(result.applied);
      if (result.applied.length > 0) afterCommit?.();
      return result.nextOffset;
    },
  });
  onStop(`consumer ${consumer.name}`, () => running.stop());
  return running;
}
