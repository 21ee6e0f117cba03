import { createAppliedVersions, defineConsumer, recordEvents, startRelay } from '@tiepdan/event-delivery';
import {
  aMessage,
  anId,
  counterContract,
  effectConsumer,
  openTestWorld,
  type TestWorld,
} from '@tiepdan/event-delivery/test-world';
import { freshDatabase, testBrokers, topicPrefix, until } from '@tiepdan/testkit';
import { connectKafka, consumeInto, type KafkaConnection } from '.';

const { topic } = counterContract;
const CANARY = 'Nguyễn Thị Hồng Nhung, 0912345678';

const logged: string[] = [];
const note = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
const log = { debug: note, info: note, warn: note, error: note };

let world: TestWorld;
let kafka: KafkaConnection;
const stops: (() => unknown)[] = [];
const onStop = (_name: string, stop: () => unknown) => void stops.unshift(stop);

beforeAll(async () => {
  world = await openTestWorld(await freshDatabase('kafka delivery'));
  kafka = connectKafka({ clientId: 'spec', brokers: testBrokers(), topicPrefix: topicPrefix(), log });
  await kafka.createTopics([topic], { partitionCount: 4 });
  await kafka.createTopics([topic], { partitionCount: 4 });
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await kafka.deleteTopics([topic]);
  await kafka.close();
  await world.close();
});

const record = async (aggregateId: string, aggregateVersion: number) => {
  const event = {
    topic: 'test.counter.v1',
    type: 'Raised',
    aggregateId,
    aggregateVersion,
    data: { amount: 1 },
  } as const;
  await recordEvents(world.pool, [counterContract], [event], new Date());
};
const send = (aggregateId: string, version: number, changed: object = {}) => {
  const { key, value } = aMessage(0, aggregateId, version, changed);
  return kafka.send([{ topic, key: key ?? '', value: value ?? '' }]);
};

describe('an event', () => {
  it('travels from the outbox of one service into the database of another, and who waits for it is told', async () => {
    const relay = startRelay({ pool: world.pool, send: kafka.send, log, onStop });
    const applied = createAppliedVersions(world.pool, effectConsumer.name);
    const consumer = consumeInto({ kafka, pool: world.pool, consumer: effectConsumer, applied, onStop });
    const id = anId();
    await record(id, 1);
    await record(id, 2);
    relay.wake();
    await expect(applied.waitFor([{ aggregateId: id, version: 2 }], 8_000)).resolves.toBe(true);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2]);
    await until(() => consumer.isHealthy());
    expect(kafka.isHealthy()).toBe(true);
  });

  it('that is malformed becomes a dead letter, and neither database nor log repeats a word of it', async () => {
    const id = anId();
    await kafka.send([{ topic, key: id, value: `{"petitioner":"${CANARY}"` }]);
    await send(id, 1, { data: { amount: CANARY }, note: CANARY });
    await send(id, 1);
    await until(async () => (await world.effectsOf(id)).length === 1);
    await expect(world.column('select reason_code from dead_letter order by kafka_offset')).resolves.toEqual([
      'UNDECODABLE',
      'DATA_INVALID',
    ]);
    for (const table of ['event', 'consumer_offset', 'consumed', 'parked_event', 'dead_letter', 'effect'])
      expect((await world.column(`select t::text from ${table} t`)).join()).not.toMatch(/Hồng|0912345678/);
    expect(logged.join()).not.toMatch(/Hồng|0912345678/);
  });

  it('takes effect once although the database falls back behind Kafka, and reading goes back to where it stands', async () => {
    const id = anId();
    await send(id, 1);
    await until(async () => (await world.effectsOf(id)).length === 1);
    await world.pool.query('update consumer_offset set next_offset = 0');
    logged.length = 0;
    await send(id, 2);
    await until(async () => (await world.effectsOf(id)).length === 2);
    expect(logged.join()).toContain('reading goes on at the stored offset');
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2]);
  });

  it('waits in place while its database fails, which shows in the health, and takes effect afterwards', async () => {
    const id = anId();
    let failuresLeft = 2;
    const consumer = consumeInto({
      kafka,
      pool: world.pool,
      onStop,
      consumer: defineConsumer({
        ...effectConsumer,
        name: 'test/failing',
        async apply(client, events) {
          await effectConsumer.apply(client, events);
          if (failuresLeft-- > 0) throw new Error(`connection lost while storing\n${CANARY}`);
        },
      }),
    });
    await until(() => failuresLeft < 2 && !consumer.isHealthy());
    await send(id, 1);
    await until(async () => (await world.effectsOf(id)).length === 2);
    await until(() => consumer.isHealthy());
    expect(logged.join()).toContain('a chunk failed and is tried again');
    expect(logged.join()).not.toContain('Hồng');
  });
});
