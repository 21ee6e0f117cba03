import { within, type OutgoingMessage } from '@tiepdan/event-delivery';
import type { Producer } from 'kafkajs';
import { newClient, type KafkaOptions } from './client';
import { partitionOf } from './partition';

const CONNECT_TIMEOUT_MS = 4_000;
const SEND_TIMEOUT_MS = 8_000;
const DISCONNECT_TIMEOUT_MS = 3_000;

export interface MessageSender {
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** False after a failed send until one succeeds. */
  isHealthy(): boolean;
  close(): Promise<void>;
}

/** Connects at the first message. After any fault the producer is thrown away and the next message gets a new one. */
export function createSender(options: KafkaOptions): MessageSender {
  let producer: Promise<Producer> | null = null;
  let isHealthy = true;

  const discard = async () => {
    const old = producer;
    producer = null;
    // A dead connection cannot be closed politely, and its complaint tells nothing new.
    await old
      ?.then((connected) => within(DISCONNECT_TIMEOUT_MS, 'disconnect', connected.disconnect()))
      .catch(() => undefined);
  };

  return {
    async send(messages) {
      if (messages.length === 0) return;
      const current = (producer ??= connect(options));
      try {
        await within(SEND_TIMEOUT_MS, 'send', sendAll(current, options.topicPrefix, messages));
        isHealthy = true;
      } catch (error) {
        isHealthy = false;
        void discard();
        throw error;
      }
    },
    isHealthy: () => isHealthy,
    close: discard,
  };
}

async function connect(options: KafkaOptions): Promise<Producer> {
  const producer = newClient(options).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner:
      () =>
      ({ message, partitionMetadata }) =>
        partitionOf(String(message.key), partitionMetadata.length),
  });
  await within(CONNECT_TIMEOUT_MS, 'connect', producer.connect());
  return producer;
}

async function sendAll(connecting: Promise<Producer>, topicPrefix: string, messages: readonly OutgoingMessage[]) {
  const byTopic = Map.groupBy(messages, (message) => message.topic);
  const topicMessages = [...byTopic].map(([topic, group]) => ({
    topic: topicPrefix + topic,
    messages: group.map(({ key, value }) => ({ key, value })),
  }));
  const producer = await connecting;
  await producer.sendBatch({ topicMessages, acks: -1 });
}
