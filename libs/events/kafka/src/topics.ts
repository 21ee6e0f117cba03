import type { Admin } from 'kafkajs';
import { newClient, type KafkaOptions } from './client';

export interface TopicSettings {
  /** Never changed later: a key would move to another partition and lose its order. */
  readonly partitionCount?: number;
  /** 3 on a cluster. */
  readonly replicaCount?: number;
}

const PARTITION_COUNT = 12;

/** Creates those of the topics that do not exist, retained for ever; leaves the others as they are. */
export function createTopics(
  options: KafkaOptions,
  topics: readonly string[],
  settings: TopicSettings = {},
): Promise<void> {
  const { partitionCount = PARTITION_COUNT, replicaCount = 1 } = settings;
  const configEntries = [
    { name: 'retention.ms', value: '-1' },
    { name: 'retention.bytes', value: '-1' },
    { name: 'cleanup.policy', value: 'delete' },
  ];
  return withAdmin(options, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.map((topic) => options.topicPrefix + topic).filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: partitionCount,
        replicationFactor: replicaCount,
        configEntries,
      })),
    });
  });
}

/** Deletes topics with all their events; for tests and for taking a system down. */
export const deleteTopics = (options: KafkaOptions, topics: readonly string[]): Promise<void> =>
  withAdmin(options, (admin) => admin.deleteTopics({ topics: topics.map((topic) => options.topicPrefix + topic) }));

async function withAdmin(options: KafkaOptions, work: (admin: Admin) => Promise<void>): Promise<void> {
  const admin = newClient(options).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
