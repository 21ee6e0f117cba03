import net from 'node:net';
import { recordEvents, startRelay } from '@tiepdan/event-delivery';
import {
  anId,
  counterContract,
  effectConsumer,
  openTestWorld,
  type TestWorld,
} from '@tiepdan/event-delivery/test-world';
import { freshDatabase, testBrokers, topicPrefix, until } from '@tiepdan/testkit';
import { connectKafka, consumeInto, type KafkaConnection } from '.';

const { topic } = counterContract;
const logged: string[] = [];
const note = (_fields: object, message: string) => void logged.push(message);
const log = { debug: note, info: note, warn: note, error: note };

let world: TestWorld;
let kafka: KafkaConnection;
const stops: (() => unknown)[] = [];
const onStop = (_name: string, stop: () => unknown) => void stops.unshift(stop);

/** Every connection to the broker; PostgreSQL's are opened in another way. */
const connections = new Set<net.Socket>();
const connect = jest.spyOn(net, 'connect');

beforeEach(async () => {
  connections.clear();
  connect.mockClear();
  world = await openTestWorld(await freshDatabase('broker faults'));
  kafka = connectKafka({ clientId: 'spec', brokers: testBrokers(), topicPrefix: topicPrefix(), log });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await kafka.deleteTopics([topic]);
  await kafka.close();
  await world.close();
});

const openConnections = () =>
  connect.mock.results.map((result) => result.value as net.Socket).filter((socket) => !socket.destroyed);

const record = (aggregateId: string, aggregateVersion: number) =>
  recordEvents(
    world.pool,
    [counterContract],
    [{ topic: 'test.counter.v1', type: 'Raised', aggregateId, aggregateVersion, data: { amount: 1 } }],
    new Date(),
  );

it('a producer that met an error is thrown away, and a new one sends the same batch', async () => {
  const id = anId();
  const relay = startRelay({ pool: world.pool, send: kafka.send, log, onStop });
  await record(id, 1);
  relay.wake();
  await until(() => logged.includes('a batch was not sent and will be sent again'));
  expect(kafka.isHealthy()).toBe(false);
  const before = openConnections();

  await kafka.createTopics([topic]);
  consumeInto({ kafka, pool: world.pool, consumer: effectConsumer, onStop });

  await until(async () => (await world.effectsOf(id)).length === 1);
  expect(before.every((socket) => socket.destroyed)).toBe(true);
});

it('connections that go silent for good are replaced, and nothing is lost', async () => {
  const id = anId();
  await kafka.createTopics([topic]);
  const relay = startRelay({ pool: world.pool, send: kafka.send, log, onStop });
  const consumer = consumeInto({ kafka, pool: world.pool, consumer: effectConsumer, onStop });
  await record(id, 1);
  relay.wake();
  await until(async () => (await world.effectsOf(id)).length === 1);

  // A firewall that forgot its state: what is written arrives nowhere, and nothing comes back.
  const silenced = openConnections();
  for (const socket of silenced) {
    socket.pause();
    socket.write = () => true;
  }
  await record(id, 2);
  relay.wake();
  await until(() => !consumer.isHealthy(), { timeoutMs: 12_000 });
  await until(async () => (await world.effectsOf(id)).length === 2, { timeoutMs: 20_000 });

  expect(silenced.length).toBeGreaterThanOrEqual(2);
  expect(logged).toContain('a consumer is replaced');
  await until(() => kafka.isHealthy());
});

it('a consumer that hangs in a chunk for good is replaced, and the chunk is read again', async () => {
  await kafka.createTopics([topic], { partitionCount: 1 });
  await kafka.send([{ topic, key: anId(), value: '{}' }]);
  const { promise: answer, resolve: giveUp } = Promise.withResolvers<number>();
  const firstOffsets: (number | undefined)[] = [];
  const consumer = kafka.consume({
    name: 'test/hanging',
    topics: [topic],
    storedOffsets: async () => [],
    onChunk: async ({ messages }) => (firstOffsets.push(messages[0]?.offset) === 1 ? answer : 1),
  });
  onStop('consumer', () => {
    giveUp(1);
    return consumer.stop();
  });
  await until(() => firstOffsets.length === 2, { timeoutMs: 20_000 });
  expect(firstOffsets).toEqual([0, 0]);
  await until(() => consumer.isHealthy());
});
