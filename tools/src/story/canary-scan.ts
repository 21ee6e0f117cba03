import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { connectKafka } from '@tiepdan/kafka';
import { createLog } from '@tiepdan/service-runtime';
import { contracts } from '../contracts';
import { databases, type DatabaseName } from '../services';
import type { Canary } from './canaries';

/** Something that is kept or told, whole. */
export interface Place {
  /** Such as `database intake.petition`, `topic intake.petition.v1`, `file logs/intake.log`. */
  readonly name: string;
  readonly content: string;
}

export interface Scene {
  /** Addresses with the rights of a superuser. */
  readonly databaseUrls: Readonly<Record<DatabaseName, string>>;
  readonly kafkaBrokers: string;
  readonly topicPrefix: string;
  /** Directory of logs, and of what the audit takes out. */
  readonly directory: string;
}

/** Every row of every table, every message of every topic, every log and every file the audit leaves. */
export async function everyPlace(scene: Scene): Promise<Place[]> {
  const [tables, topics, files] = await Promise.all([
    Promise.all(databases.map((name) => tablesIn(name, scene.databaseUrls[name]))),
    messagesOf(scene),
    Promise.all(['logs', join('audit', 'checkpoints')].map((folder) => filesIn(scene.directory, folder))),
  ]);
  return [...tables.flat(), ...topics, ...files.flat()];
}

/** Which canaries stand where; in capitals, without accents' encodings, or as bytes of a text they are the same. */
export function canariesIn(places: readonly Place[], canaries: readonly Canary[]): { canary: Canary; place: string }[] {
  return places.flatMap(({ name, content }) => {
    const text = content.toLowerCase();
    return canaries
      .filter((canary) => formsOf(canary.text).some((form) => text.includes(form)))
      .map((canary) => ({ canary, place: name }));
  });
}

const formsOf = (text: string): string[] => {
  const small = text.toLowerCase();
  const escaped = JSON.stringify(small).slice(1, -1);
  const bytes = (encoding: 'hex' | 'base64url') => Buffer.from(text).toString(encoding).toLowerCase();
  return [
    small,
    small.normalize('NFD'),
    escaped,
    bytes('hex'),
    bytes('base64url'),
    encodeURIComponent(text).toLowerCase(),
  ];
};

async function tablesIn(database: DatabaseName, url: string): Promise<Place[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const places: Place[] = [];
    for (const { name } of rows) {
      const found = await client.query<{ row: string }>(`select row_to_json(t)::text as row from "${name}" t`);
      places.push({ name: `database ${database}.${name}`, content: found.rows.map(({ row }) => row).join('\n') });
    }
    return places;
  } finally {
    await client.end();
  }
}

const LOOK_AGAIN_MS = 100;
const READ_WITHIN_MS = 20_000;

/** All messages of all topics; reads until there are as many as the services have told events. */
async function messagesOf({ databaseUrls, kafkaBrokers, topicPrefix }: Scene): Promise<Place[]> {
  const topics = Object.values(contracts).map(({ topic }) => topic);
  const read = new Map<string, Map<string, string>>(topics.map((topic) => [topic, new Map()]));
  const kafka = connectKafka({
    clientId: 'canaries',
    brokers: kafkaBrokers.split(','),
    topicPrefix,
    log: createLog('canaries'),
  });
  kafka.consume({
    name: 'canaries',
    topics,
    storedOffsets: () => Promise.resolve([]),
    onChunk({ topic, partition, messages }) {
      for (const { offset, key, value } of messages) read.get(topic)!.set(`${partition} ${offset}`, `${key} ${value}`);
      return Promise.resolve(messages.at(-1)!.offset + 1);
    },
  });
  try {
    const told = await eventsTold(databaseUrls);
    const deadline = Date.now() + READ_WITHIN_MS;
    const count = () => [...read.values()].reduce((sum, messages) => sum + messages.size, 0);
    while (count() < told && Date.now() < deadline) await pause(LOOK_AGAIN_MS);
    if (count() < told) throw new Error(`Of ${told} events ${count()} were read in time.`);
  } finally {
    await kafka.close();
  }
  return [...read].map(([topic, messages]) => ({ name: `topic ${topic}`, content: [...messages.values()].join('\n') }));
}

async function eventsTold(urls: Scene['databaseUrls']): Promise<number> {
  const counts = databases
    .filter((name) => name !== 'vault' && name !== 'reporting')
    .map(async (name) => {
      const client = new Client({ connectionString: urls[name] });
      await client.connect();
      const { rows } = await client.query<{ count: number }>('select count(*)::int as count from event');
      await client.end();
      return rows[0]!.count;
    });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function filesIn(directory: string, folder: string): Promise<Place[]> {
  const names = await readdir(join(directory, folder), { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.map(async (file) => ({ name: `file ${file}`, content: await readFile(file, 'utf8') })));
}
