import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction } from '@tiepdan/database';
import { checkEvent, eventSql, recordEvents, startRelay } from '@tiepdan/event-delivery';
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
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

let world: TestWorld;
let kafka: KafkaConnection;
let prefix: string;
const stops: (() => unknown)[] = [];
const onStop = (_name: string, stop: () => unknown) => void stops.unshift(stop);
const processes = new Set<ChildProcess>();

beforeEach(async () => {
  world = await openTestWorld(await freshDatabase('relay faults'));
  prefix = topicPrefix();
  kafka = connectKafka({ clientId: 'spec', brokers: testBrokers(), topicPrefix: prefix, log });
  await kafka.createTopics([topic], { partitionCount: 3 });
  consumeInto({ kafka, pool: world.pool, consumer: effectConsumer, onStop });
});
afterEach(async () => {
  for (const child of processes) child.kill('SIGKILL');
  processes.clear();
  for (const stop of stops.splice(0)) await stop();
  await kafka.deleteTopics([topic]);
  await kafka.close();
  await world.close();
});

type Fault = 'none' | 'die' | 'freeze';

interface RelayProcess {
  readonly fault: Fault;
  readonly child: ChildProcess;
  hasExited(): boolean;
  hasLed(): boolean;
}

function startProcess(fault: Fault): RelayProcess {
  const program = join(dirname(expect.getState().testPath ?? ''), 'relay-process.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=@tiepdan/source', '--import', 'tsx', program, world.url, testBrokers().join(), prefix, fault],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  processes.add(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => void (output += data.toString()));
  return {
    fault,
    child,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    hasLed: () => output.includes('this relay leads'),
  };
}

const upTo = (version: number) => Array.from({ length: version }, (_, at) => at + 1);
const countOf = async (sql: string) => Number((await world.column(sql))[0]);

describe('with 200 writers on 20 aggregates', () => {
  const WRITERS = 200;
  const DEATHS = 6;
  const counters = Array.from({ length: 20 }, anId);
  const event = eventSql({ from: 'raised', topic: '$2', type: '$3', occurredAt: 'now()', payload: '$4::jsonb' });
  const raise = (aggregateId: string) => ({
    name: 'raise',
    text: `with raised as (update counter set version = version + 1 where id = $1 returning id, version), ${event} select 1`,
    values: [
      aggregateId,
      topic,
      'Raised',
      checkEvent([counterContract], {
        topic: 'test.counter.v1',
        type: 'Raised',
        aggregateId,
        aggregateVersion: 1,
        data: { amount: 1 },
      }),
    ],
  });

  const write = async (writer: number, isOver: () => boolean) => {
    for (let turn = 0; !isOver(); turn++) {
      const id = counters[(writer + turn) % counters.length] ?? '';
      const isGivenUp = (writer + turn) % 10 === 0;
      await inTransaction(world.pool, async (client) => {
        await client.query(raise(id));
        if (isGivenUp) throw new Error('given up');
      }).catch((error: Error) => expect(error.message).toBe('given up'));
      await pause(Math.random() * 1_000);
    }
  };

  /** One relay leads and one stands by; of those that lead some die by themselves at the worst moment, others at any. */
  const killAndRestart = async () => {
    const relays = [startProcess('die'), startProcess('none')];
    for (let deaths = 0; deaths < DEATHS; deaths++) {
      const leader = await until(() => relays.find((relay) => relay.hasLed()), { timeoutMs: 20_000 });
      if (leader.fault === 'none') {
        await pause(Math.random() * 400);
        leader.child.kill('SIGKILL');
      }
      await until(() => leader.hasExited());
      relays[relays.indexOf(leader)] = startProcess(leader.fault);
    }
  };

  it('loses nothing, keeps the order of each aggregate and lets each event take effect once, however often the relay is killed', async () => {
    for (const id of counters) await world.pool.query('insert into counter values ($1, 0, 0)', [id]);
    let isOver = false;
    await Promise.all([
      killAndRestart().finally(() => (isOver = true)),
      ...Array.from({ length: WRITERS }, (_, writer) => write(writer, () => isOver)),
    ]);
    await until(async () => (await countOf('select count(*) from event_to_send')) === 0);
    const written = await countOf('select count(*) from event');
    await until(async () => (await countOf('select count(*) from effect')) >= written);

    for (const id of counters) {
      const [version] = await world.column('select version from counter where id = $1', [id]);
      await expect(world.effectsOf(id)).resolves.toEqual(upTo(Number(version)));
    }
    const inTopic = await countOf('select sum(next_offset) from consumer_offset');
    expect(inTopic).toBeGreaterThan(written);
    await expect(world.column('select 1 from parked_event')).resolves.toEqual([]);
  });
});

it('a relay that freezes with a batch in hand is replaced, and does no harm when it wakes up', async () => {
  const id = anId();
  const record = (aggregateVersion: number) =>
    recordEvents(
      world.pool,
      [counterContract],
      [{ topic: 'test.counter.v1', type: 'Raised', aggregateId: id, aggregateVersion, data: { amount: 1 } }],
      new Date(),
    );
  await record(1);
  await record(2);
  const frozen = startProcess('freeze');
  await until(() => frozen.hasLed());
  const standby = startRelay({ pool: world.pool, send: kafka.send, log, onStop });

  await until(() => standby.isLeading(), { timeoutMs: 20_000 });
  await record(3);
  standby.wake();
  await until(async () => (await world.effectsOf(id)).length === 3);
  expect(await countOf('select sum(next_offset) from consumer_offset')).toBe(3);

  frozen.child.kill('SIGCONT');
  await until(async () => (await countOf('select sum(next_offset) from consumer_offset')) === 5);
  await record(4);
  standby.wake();
  await until(async () => (await world.effectsOf(id)).length === 4);

  await expect(world.effectsOf(id)).resolves.toEqual([1, 2, 3, 4]);
  expect(standby.isLeading()).toBe(true);
  await expect(world.column('select epoch from relay_epoch')).resolves.toEqual(['2']);
});
