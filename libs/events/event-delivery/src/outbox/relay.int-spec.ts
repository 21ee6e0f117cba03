import { inTransaction } from '@tiepdan/database';
import { createLog } from '@tiepdan/service-runtime';
import { freshDatabase, until } from '@tiepdan/testkit';
import { envelopeSchema } from '@tiepdan/event-contract';
import { recordEvents, startRelay, type OutgoingMessage, type Relay, type Send } from '..';
import { cut } from './lead';
import { anId, counterContract, openTestWorld, type TestWorld } from '../test-world';

const log = { ...createLog('spec'), info: () => undefined, warn: () => undefined };
const occurredAt = new Date('2026-11-24T01:02:03.456Z');

let world: TestWorld;
let relays: Relay[] = [];
beforeAll(async () => void (world = await openTestWorld(await freshDatabase('relay'))));
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
});
afterAll(() => world.close());

const start = (send: Send) => {
  const relay = startRelay({ pool: world.pool, send, log, onStop: () => undefined });
  relays.push(relay);
  return relay;
};
const record = (aggregateId: string, from: number, to: number) =>
  recordEvents(
    world.pool,
    [counterContract],
    Array.from({ length: to - from + 1 }, (_, at) => ({
      topic: 'test.counter.v1',
      type: 'Raised',
      aggregateId,
      aggregateVersion: from + at,
      data: { amount: 1 },
    })),
    occurredAt,
  );
const isAllSent = async () => (await world.column('select 1 from event_to_send limit 1')).length === 0;
const versionsOf = (messages: OutgoingMessage[], id: string): number[] =>
  messages.filter((message) => message.key === id).map((message) => JSON.parse(message.value).aggregateVersion);
const upTo = (version: number) => Array.from({ length: version }, (_, at) => at + 1);

it('sends a sound envelope under the aggregate id and forgets the position', async () => {
  const taken: OutgoingMessage[] = [];
  const relay = start(async (messages) => void taken.push(...messages));
  const id = anId();
  await record(id, 1, 1);
  relay.wake();
  await until(isAllSent);
  expect(taken).toEqual([{ topic: 'test.counter.v1', key: id, value: expect.any(String) }]);
  const envelope = envelopeSchema.parse(JSON.parse(taken[0]?.value ?? ''));
  expect(envelope).toMatchObject({ aggregateId: id, aggregateVersion: 1, type: 'Raised', data: { amount: 1 } });
  expect(envelope.occurredAt).toBe('2026-11-24T01:02:03.456Z');
  expect(Date.parse(envelope.recordedAt)).toBeGreaterThan(Date.now() - 60_000);
});

it('finds within a second what nobody woke it for', async () => {
  const taken: OutgoingMessage[] = [];
  const relay = start(async (messages) => void taken.push(...messages));
  await until(() => relay.isLeading());
  await record(anId(), 1, 1);
  await until(isAllSent, { timeoutMs: 1_500 });
  expect(taken).toHaveLength(1);
});

it('sends a backlog once and in order, although it reads ahead while it sends', async () => {
  const id = anId();
  await record(id, 1, 3_500);
  const taken: OutgoingMessage[] = [];
  start(async (messages) => void taken.push(...messages));
  await until(isAllSent);
  expect(versionsOf(taken, id)).toEqual(upTo(3_500));
});

it('sends the same batch again after a failed send, and nothing of what follows before it', async () => {
  const id = anId();
  await record(id, 1, 2_500);
  const taken: OutgoingMessage[] = [];
  let tries = 0;
  start(async (messages) => {
    if (++tries % 2 === 1) throw new Error('no broker');
    taken.push(...messages);
  });
  await until(isAllSent);
  expect(versionsOf(taken, id)).toEqual(upTo(2_500));
  expect(tries).toBe(6);
});

it('sends what was recorded earlier and committed later', async () => {
  const [late, early] = [anId(), anId()];
  const taken: OutgoingMessage[] = [];
  const relay = start(async (messages) => void taken.push(...messages));
  await inTransaction(world.pool, async (client) => {
    const event = { topic: 'test.counter.v1', type: 'Raised', aggregateId: late, aggregateVersion: 1 } as const;
    await recordEvents(client, [counterContract], [{ ...event, data: { amount: 1 } }], occurredAt);
    await record(early, 1, 1);
    relay.wake();
    await until(() => versionsOf(taken, early).length === 1);
  });
  relay.wake();
  await until(() => versionsOf(taken, late).length === 1);
});

it('leaves a second relay idle while the first lives, and lets it take over when the first stops', async () => {
  const takenBy: string[] = [];
  const first = start(async () => void takenBy.push('first'));
  await until(() => first.isLeading());
  const second = start(async () => void takenBy.push('second'));
  for (const id of [anId(), anId(), anId()]) {
    await record(id, 1, 1);
    second.wake();
    first.wake();
    await until(isAllSent);
  }
  expect(new Set(takenBy)).toEqual(new Set(['first']));
  expect(second.isLeading()).toBe(false);

  await first.stop();
  await until(() => second.isLeading());
  await record(anId(), 1, 1);
  second.wake();
  await until(isAllSent);
  expect(takenBy.at(-1)).toBe('second');
});

it('works on when its session is ended', async () => {
  const relay = start(async () => undefined);
  await until(() => relay.isLeading());
  const epoch = await world.column('select epoch from relay_epoch');
  await world.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'relay' and datname = current_database()`,
  );
  await record(anId(), 1, 1);
  await until(isAllSent);
  expect(Number((await world.column('select epoch from relay_epoch'))[0])).toBe(Number(epoch[0]) + 1);
});

it('lets the send under way end before it stops, and forgets what was acknowledged', async () => {
  const { promise: acknowledged, resolve: acknowledge } = Promise.withResolvers<void>();
  let isAsked = false;
  const relay = start(() => {
    isAsked = true;
    return acknowledged;
  });
  await record(anId(), 1, 1);
  relay.wake();
  await until(() => isAsked);
  const stopped = relay.stop();
  acknowledge();
  await stopped;
  await expect(isAllSent()).resolves.toBe(true);
});

it('cuts what it read into batches of at most 512 KiB, in order', () => {
  const event = (position: string, bytes: number) => ({
    position,
    message: { topic: 't', key: 'k', value: 'x'.repeat(bytes) },
  });
  const kib = 1024;
  const events = [
    event('1', 300 * kib),
    event('2', 200 * kib),
    event('3', 12 * kib),
    event('4', 1),
    event('5', 600 * kib),
    event('6', 1),
  ];
  expect(cut(events).map((batch) => batch.map((each) => each.position))).toEqual([
    ['1', '2', '3'],
    ['4'],
    ['5'],
    ['6'],
  ]);
  expect(cut([])).toEqual([]);
});
