import { freshDatabase, until } from '@tiepdan/testkit';
import { applyChunk, defineConsumer, retryParked, rewind, startOver, type IncomingMessage } from '..';
import {
  aMessage,
  AMOUNT_FORBIDDEN,
  AMOUNT_REFUSED,
  anId,
  counterContract,
  effectConsumer,
  openTestWorld,
  type TestWorld,
} from '../test-world';

const { topic } = counterContract;
const CANARY = 'Nguyễn Thị Hồng Nhung, 0912345678';

let world: TestWorld;
beforeAll(async () => void (world = await openTestWorld(await freshDatabase('apply chunk'))));
afterAll(() => world.close());

let partition = -1;
beforeEach(() => void partition++);

const apply = (messages: IncomingMessage[], consumer = effectConsumer) =>
  applyChunk(world.pool, consumer, { topic, partition, messages });
/** Sessions of chunks in this state: active ones that wait for a lock, or those that hold one and wait for us. */
const waitingFor = (state: 'active' | 'idle in transaction') =>
  world.column(
    `select pid from pg_stat_activity where datname = current_database() and state = $1
     and (wait_event_type = 'Lock' or state <> 'active')`,
    [state],
  );
const parkedOf = (id: string) =>
  world.column("select version || ' ' || reason from parked_event where aggregate_id = $1 order by version", [id]);

describe('delivery', () => {
  it('lets the same event take effect once although it is delivered three times at once', async () => {
    const [one, other] = [anId(), anId()];
    for (const messages of [
      [aMessage(0, one, 1), aMessage(1, other, 1)],
      [aMessage(2, one, 2), aMessage(3, one, 3), aMessage(4, other, 2)],
    ]) {
      const results = await Promise.all([apply(messages), apply(messages), apply(messages)]);
      const nextOffset = (messages.at(-1)?.offset ?? 0) + 1;
      expect(results.map((result) => result.nextOffset)).toEqual([nextOffset, nextOffset, nextOffset]);
      expect(results.flatMap((result) => result.applied)).toHaveLength(2);
    }
    await expect(world.effectsOf(one)).resolves.toEqual([1, 2, 3]);
    await expect(world.effectsOf(other)).resolves.toEqual([1, 2]);
  });

  it('knows what the chunk before it did, although it had to wait for its commit', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1)]);
    const { promise: isFree, resolve: free } = Promise.withResolvers<void>();
    const slow = defineConsumer({
      ...effectConsumer,
      apply: (client, events) => isFree.then(() => effectConsumer.apply(client, events)),
    });
    const chunks = [apply([aMessage(1, id, 2)], slow)];
    try {
      await until(async () => (await waitingFor('idle in transaction')).length === 1);
      chunks.push(apply([aMessage(2, id, 3)]), apply([aMessage(1, id, 2), aMessage(2, id, 3)]));
      await until(async () => (await waitingFor('active')).length === 2);
    } finally {
      free();
    }
    await Promise.all(chunks);
    await apply([aMessage(2, id, 3)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2, 3]);
    await expect(parkedOf(id)).resolves.toEqual([]);
  });

  it('lets an event take effect once although it stands in the topic twice', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1), aMessage(1, id, 2), aMessage(2, id, 1), aMessage(3, id, 2)]);
    await apply([aMessage(4, id, 2), aMessage(5, id, 3)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2, 3]);
  });

  it('knows an aggregate again whose id is written in capitals', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1), aMessage(1, id.toUpperCase(), 1), aMessage(2, id.toUpperCase(), 2)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2]);
  });

  it('refuses a chunk beyond the stored offset and says where to read', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1)]);
    await expect(apply([aMessage(7, id, 2)])).resolves.toEqual({ nextOffset: 1, applied: [] });
    await expect(world.effectsOf(id)).resolves.toEqual([1]);
  });

  it('skips what lies below the stored offset and says where to read', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1), aMessage(1, id, 2)]);
    await expect(apply([aMessage(0, id, 1)])).resolves.toEqual({ nextOffset: 2, applied: [] });
    await expect(apply([aMessage(1, id, 2), aMessage(2, id, 3)])).resolves.toMatchObject({ nextOffset: 3 });
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2, 3]);
  });

  it('counts an event of an unknown type as applied and does not show it to the consumer', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1), aMessage(1, id, 2, { type: 'Unheard', data: { x: CANARY } }), aMessage(2, id, 3)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 3]);
  });
});

describe('an event that comes too early', () => {
  it('is parked and applied when its predecessor comes, while other aggregates go on', async () => {
    const [late, other] = [anId(), anId()];
    await apply([aMessage(0, late, 1), aMessage(1, late, 3), aMessage(2, other, 1), aMessage(3, late, 4)]);
    await expect(world.effectsOf(late)).resolves.toEqual([1]);
    await expect(world.effectsOf(other)).resolves.toEqual([1]);
    await expect(parkedOf(late)).resolves.toEqual(['3 GAP', '4 GAP']);

    const { applied } = await apply([aMessage(4, other, 2), aMessage(5, late, 2)]);

    await expect(world.effectsOf(late)).resolves.toEqual([1, 2, 3, 4]);
    await expect(parkedOf(late)).resolves.toEqual([]);
    expect(applied).toContainEqual({ aggregateId: late, version: 4 });
  });

  it('keeps nothing a contract does not declare', async () => {
    const id = anId();
    await apply([
      aMessage(0, id, 2, { data: { amount: 1, name: CANARY }, note: CANARY }),
      aMessage(1, id, 3, { type: 'Unheard', data: { name: CANARY } }),
    ]);
    const kept = await world.column('select envelope::text from parked_event where aggregate_id = $1', [id]);
    expect(kept).toHaveLength(2);
    expect(kept.join()).not.toContain(CANARY);
    await apply([aMessage(2, id, 1)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2]);
    await expect(parkedOf(id)).resolves.toEqual([]);
  });
});

describe('a message that can never be applied', () => {
  it('becomes a dead letter without a word of what it says, and others go on', async () => {
    const id = anId();
    const messages: IncomingMessage[] = [
      { offset: 0, key: id, value: `{"name":"${CANARY}"` },
      { offset: 1, key: id, value: null },
      aMessage(2, id, 1, { aggregateId: CANARY }),
      aMessage(3, id, 1, { aggregateVersion: 2 ** 40 }),
      { ...aMessage(4, id, 1), key: anId() },
      aMessage(5, id, 1, { topic: 'test.other.v1' }),
      aMessage(6, id, 1, { data: { amount: CANARY } }),
      aMessage(7, id, 1, { type: 'constructor' }),
    ];
    await expect(apply(messages)).resolves.toMatchObject({ nextOffset: 8 });

    await expect(
      world.column('select kafka_offset || reason_code from dead_letter where partition = $1 order by kafka_offset', [
        partition,
      ]),
    ).resolves.toEqual([
      '0UNDECODABLE',
      '1UNDECODABLE',
      '2ENVELOPE_INVALID',
      '3ENVELOPE_INVALID',
      '4ENVELOPE_INVALID',
      '5ENVELOPE_INVALID',
      '6DATA_INVALID',
    ]);
    for (const table of ['event', 'consumer_offset', 'consumed', 'parked_event', 'dead_letter', 'effect'])
      expect((await world.column(`select t::text from ${table} t`)).join()).not.toMatch(/Hồng|0912345678/);
  });

  it('may be understood by a later consumer that rewinds to it', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1, { data: {} }), aMessage(1, id, 2)]);
    await expect(world.effectsOf(id)).resolves.toEqual([]);
    await rewind(world.pool, effectConsumer.name, { topic, partition, nextOffset: 0 });
    await apply([aMessage(0, id, 1), aMessage(1, id, 2)]);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2]);
  });
});

describe('a business rule broken by one event', () => {
  it.each([
    ['a refusal', AMOUNT_REFUSED, 'TOO_MUCH'],
    ['a constraint', AMOUNT_FORBIDDEN, '23514'],
  ])('parks only its aggregate, by %s', async (_how, amount, reason) => {
    const [bad, ...others] = [anId(), anId(), anId(), anId()] as const;
    const good = others.flatMap((id, at) => [aMessage(2 * at, id, 1), aMessage(2 * at + 1, id, 2)]);
    const broken = [aMessage(6, bad, 1), aMessage(7, bad, 2, { data: { amount } }), aMessage(8, bad, 3)];

    await apply([...good, ...broken]);
    await apply([aMessage(9, bad, 2, { data: { amount } }), aMessage(10, bad, 4), aMessage(11, others[0], 3)]);

    await expect(world.effectsOf(bad)).resolves.toEqual([1]);
    await expect(parkedOf(bad)).resolves.toEqual([`2 ${reason}`, '3 GAP', '4 GAP']);
    await expect(world.effectsOf(others[0])).resolves.toEqual([1, 2, 3]);
    await expect(world.effectsOf(others[2])).resolves.toEqual([1, 2]);
  });

  it('is tried again on command, after the rule was mended, with all that waits behind it', async () => {
    const id = anId();
    await apply([aMessage(0, id, 1, { data: { amount: AMOUNT_REFUSED } }), aMessage(1, id, 2), aMessage(2, id, 4)]);
    await expect(retryParked(world.pool, effectConsumer)).resolves.toBe(0);
    await expect(parkedOf(id)).resolves.toEqual(['1 TOO_MUCH', '2 GAP', '4 GAP']);

    await expect(
      retryParked(world.pool, { ...effectConsumer, apply: async () => undefined }),
    ).resolves.toBeGreaterThanOrEqual(2);

    await expect(parkedOf(id)).resolves.toEqual(['4 GAP']);
    await apply([aMessage(3, id, 3)]);
    await expect(world.effectsOf(id)).resolves.toEqual([3, 4]);
  });
});

describe('any other fault', () => {
  it('changes nothing and is left to the caller to try again', async () => {
    const id = anId();
    const broken = { ...effectConsumer, apply: () => Promise.reject(new TypeError('a bug')) };
    await expect(apply([aMessage(0, id, 1)], broken)).rejects.toThrow('a bug');
    await expect(world.column('select 1 from consumer_offset where partition = $1', [partition])).resolves.toEqual([]);
    await expect(apply([aMessage(0, id, 1)])).resolves.toMatchObject({ nextOffset: 1 });
    await expect(world.effectsOf(id)).resolves.toEqual([1]);
  });
});

describe('starting over', () => {
  it('lets everything take effect again from the first offset on', async () => {
    const id = anId();
    const consumer = { ...effectConsumer, name: 'test/over' };
    await apply([aMessage(0, id, 1), aMessage(1, id, 2)], consumer);
    await startOver(world.pool, consumer.name);
    await expect(apply([aMessage(2, id, 3)], consumer)).resolves.toMatchObject({ nextOffset: 0 });
    await apply([aMessage(0, id, 1), aMessage(1, id, 2)], consumer);
    await expect(world.effectsOf(id)).resolves.toEqual([1, 2, 1, 2]);
  });
});
