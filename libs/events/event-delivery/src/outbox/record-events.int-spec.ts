import { freshDatabase } from '@tiepdan/testkit';
import { inTransaction } from '@tiepdan/database';
import { defineContract, officialText } from '@tiepdan/event-contract';
import { z } from 'zod';
import { checkEvent, EVENT_BYTES_MAX, eventSql, recordEvents, type EventIn } from '..';
import { anId, counterContract, openTestWorld, type TestWorld } from '../test-world';

type Told = EventIn<typeof counterContract>;

let world: TestWorld;
beforeAll(async () => void (world = await openTestWorld(await freshDatabase('outbox'))));
afterAll(() => world.close());

const occurredAt = new Date('2026-11-24T01:02:03.456Z');
const raised = (aggregateId: string, aggregateVersion: number, data: object = { amount: 1 }) =>
  ({ topic: 'test.counter.v1', type: 'Raised', aggregateId, aggregateVersion, data }) as Told;
const record = (events: Told[]) =>
  inTransaction(world.pool, async (client) => {
    for (const { aggregateId } of events)
      await client.query('insert into counter values ($1, 1, 0) on conflict do nothing', [aggregateId]);
    await recordEvents(client, [counterContract], events, occurredAt);
  });

it('records events in the order given and notes each to be sent', async () => {
  const [one, other] = [anId(), anId()];
  await record([raised(one, 1), raised(other, 1), raised(one, 2)]);
  const recorded = await world.pool.query(
    `select aggregate_id, aggregate_version, occurred_at, payload from event join event_to_send using (position)
     where aggregate_id = any($1) order by position`,
    [[one, other]],
  );
  expect(recorded.rows.map((row) => [row.aggregate_id, row.aggregate_version])).toEqual([
    [one, 1],
    [other, 1],
    [one, 2],
  ]);
  expect(recorded.rows[0]).toMatchObject({ occurred_at: occurredAt, payload: { amount: 1 } });
});

it.each([
  ['a type', { type: 'Lowered' }],
  ['a topic', { topic: 'test.other.v1' }],
  ['a field', { data: { amount: 1, name: 'Nguyễn Văn A' } }],
  ['a value', { data: { amount: 'Nguyễn Văn A' } }],
])('rolls the change back when %s is not declared, and repeats no value', async (_what, changed) => {
  const id = anId();
  const events = [raised(anId(), 1), { ...raised(id, 1), ...changed } as Told];
  const fault: Error = await record(events).then(
    () => Promise.reject(new Error('it was recorded')),
    (error) => error,
  );
  expect(fault.message).toMatch(/declares no event|does not fit its contract/);
  expect(fault.message).not.toContain('Nguyễn');
  for (const event of events) {
    await expect(world.column('select 1 from counter where id = $1', [event.aggregateId])).resolves.toEqual([]);
    await expect(world.column('select 1 from event where aggregate_id = $1', [event.aggregateId])).resolves.toEqual([]);
  }
});

it('does not compile with an event the contract does not declare', () => {
  const aggregate = { aggregateId: anId(), aggregateVersion: 1, topic: 'test.counter.v1' } as const;
  // @ts-expect-error: no such type
  expect(() => checkEvent([counterContract], { ...aggregate, type: 'Lowered', data: { amount: 1 } })).toThrow();
  // @ts-expect-error: amount is missing
  expect(() => checkEvent([counterContract], { ...aggregate, type: 'Raised', data: {} })).toThrow();
});

it('refuses a payload larger than Kafka could take in a batch', async () => {
  const wordy = defineContract('test.wordy.v1', { Said: z.object({ text: officialText(EVENT_BYTES_MAX) }) });
  const event = { topic: 'test.wordy.v1', type: 'Said', aggregateId: anId(), aggregateVersion: 1 } as const;
  expect(checkEvent([wordy], { ...event, data: { text: 'a'.repeat(EVENT_BYTES_MAX - 20) } })).toContain('aaa');
  expect(() => checkEvent([wordy], { ...event, data: { text: 'ơ'.repeat(EVENT_BYTES_MAX / 2) } })).toThrow('larger');
});

it('never records a version of an aggregate twice', async () => {
  const id = anId();
  await record([raised(id, 1)]);
  await expect(record([raised(id, 1)])).rejects.toMatchObject({ code: '23505' });
});

it('never changes or removes an event', async () => {
  await record([raised(anId(), 1)]);
  for (const change of ['update event set type = type', 'delete from event', 'truncate event'])
    await expect(world.pool.query(change)).rejects.toThrow('never changed');
});

it('writes aggregate, event and position in one statement, so that versions and positions rise together', async () => {
  const id = anId();
  await world.pool.query('insert into counter values ($1, 0, 0)', [id]);
  const event = eventSql({ from: 'raised', topic: '$2', type: '$3', occurredAt: '$4', payload: '$5::jsonb' });
  const raise = () =>
    world.pool.query({
      name: 'raise',
      text: `
        with raised as (update counter set version = version + 1 where id = $1 returning id, version), ${event}
        select version from raised`,
      values: [id, 'test.counter.v1', 'Raised', occurredAt, checkEvent([counterContract], raised(id, 1))],
    });

  await Promise.all(Array.from({ length: 200 }, raise));

  const versions = await world.column(
    'select aggregate_version from event join event_to_send using (position) where aggregate_id = $1 order by position',
    [id],
  );
  expect(versions).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
});
