import type { Log } from '@tiepdan/service-runtime';
import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { quietRequestQueue } from './quiet-request-queue';

export interface KafkaOptions {
  /** Name of the service. */
  readonly clientId: string;
  readonly brokers: readonly string[];
  /** Put before every topic's name, so that several systems may share a broker; may be empty. */
  readonly topicPrefix: string;
  readonly log: Log;
}

/**
 * A new client with connections of its own. One is made for each producer and consumer and again after each fault,
 * because kafkajs never leaves a connection that has gone silent.
 */
export function newClient({ clientId, brokers, log }: KafkaOptions): Kafka {
  quietRequestQueue();
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 2_000,
    requestTimeout: 3_000,
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
    logLevel: logLevel.ERROR,
    logCreator: () => logTo(log),
  });
}

/** Errors kafkajs meets are mended by us, so they are warnings; its extra fields may repeat messages and stay out. */
const logTo =
  (log: Log) =>
  ({ namespace, log: { message } }: LogEntry) =>
    log.warn({ part: `kafkajs ${namespace}` }, message);
