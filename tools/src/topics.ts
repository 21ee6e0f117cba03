import { connectKafka, type KafkaConnection } from '@tiepdan/kafka';
import { createLog } from '@tiepdan/service-runtime';
import { contracts } from './contracts';

const topicsOfContracts = (): string[] => Object.values(contracts).map(({ topic }) => topic);

/** Creates the topics of all contracts that the brokers (separated by commas) lack. */
export const createTopics = (brokers: string, topicPrefix: string): Promise<void> =>
  withKafka(brokers, topicPrefix, (kafka) => kafka.createTopics(topicsOfContracts()));

/** Deletes the topics of all contracts, with all events. */
export const deleteTopics = (brokers: string, topicPrefix: string): Promise<void> =>
  withKafka(brokers, topicPrefix, (kafka) => kafka.deleteTopics(topicsOfContracts()));

async function withKafka(
  brokers: string,
  topicPrefix: string,
  work: (kafka: KafkaConnection) => Promise<void>,
): Promise<void> {
  const kafka = connectKafka({ clientId: 'tools', brokers: brokers.split(','), topicPrefix, log: createLog('tools') });
  try {
    await work(kafka);
  } finally {
    await kafka.close();
  }
}
