import { randomBytes } from 'node:crypto';

/** Addresses of the brokers in TEST_KAFKA_BROKERS. */
export function testBrokers(): string[] {
  const brokers = process.env.TEST_KAFKA_BROKERS;
  if (!brokers) throw new Error('TEST_KAFKA_BROKERS names no Kafka broker; `npm test` starts one.');
  return brokers.split(',');
}

/** Begins the names of one suite's topics, so that suites that run at the same time do not read each other's. */
export const topicPrefix = (): string => `test-${randomBytes(4).toString('hex')}.`;
