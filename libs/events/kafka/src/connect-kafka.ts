import type { Send } from '@tiepdan/event-delivery';
import type { KafkaOptions } from './client';
import { startConsumer, type RunningConsumer, type Subscription } from './consumer';
import { createSender } from './producer';
import { createTopics, deleteTopics, type TopicSettings } from './topics';

/** Events in and out. Topics are named without the prefix everywhere. */
export interface KafkaConnection {
  /** Resolves when all replicas in sync have the messages, rejects within 8 s otherwise; then it may be called again. */
  readonly send: Send;
  consume(subscription: Subscription): RunningConsumer;
  /** Creates those that do not exist, retained for ever, with 12 partitions unless told otherwise. */
  createTopics(topics: readonly string[], settings?: TopicSettings): Promise<void>;
  /** Deletes topics with all their events; for tests and for taking a system down. */
  deleteTopics(topics: readonly string[]): Promise<void>;
  /** For readiness: the last send succeeded and every consumer is in its group and polls. */
  isHealthy(): boolean;
  close(): Promise<void>;
}

/** Connects when first used, so that a service starts while the broker is away. */
export function connectKafka(options: KafkaOptions): KafkaConnection {
  const sender = createSender(options);
  const consumers = new Set<RunningConsumer>();
  return {
    send: sender.send,
    consume(subscription) {
      const consumer = startConsumer(options, subscription);
      consumers.add(consumer);
      const stop = () => {
        consumers.delete(consumer);
        return consumer.stop();
      };
      return { isHealthy: consumer.isHealthy, stop };
    },
    createTopics: (topics, settings) => createTopics(options, topics, settings),
    deleteTopics: (topics) => deleteTopics(options, topics),
    isHealthy: () => sender.isHealthy() && [...consumers].every((consumer) => consumer.isHealthy()),
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await sender.close();
    },
  };
}
