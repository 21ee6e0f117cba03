import { createHash, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { z } from 'zod';
import {
  accessBook,
  AccessDenied,
  bodyTree,
  policyOf,
  type Principal,
  type Reach,
  type Standing,
} from '@tiepdan/access';
import { accessOf, accessTable } from '@tiepdan/access/all';
import { createAuditTables } from '@tiepdan/audit';
import { createIdempotencyTable, inputHash, type Queryable } from '@tiepdan/database';
import { count, defineContract, type EventOf } from '@tiepdan/event-contract';
import { createOutbox } from '@tiepdan/event-delivery';
import { Refusal } from '@tiepdan/refusal';
import { freshDatabase } from '@tiepdan/testkit';
import { command, runCommand, statementCommand, type Aggregate, type Command, type CommandDependencies } from '.';

interface Drawer {
  readonly id: string;
  readonly version: number;
  readonly agencyId: string;
  readonly total: number;
}
interface Amount {
  readonly drawer: string;
  readonly expectedVersion?: number;
  readonly amount: number;
  readonly secret?: string;
}

const contract = defineContract('test.drawer.v1', { Added: z.object({ amount: count() }) });
const refusal = (code: string) => () => new Refusal({ code, message: 'Không được.', messageEn: 'No.' });

async function find(client: Queryable, ids: readonly string[], { agencyIds }: Reach, lock = false) {
  const { rows } = await client.query<Drawer>(
    `select id, version, agency_id as "agencyId", total from drawer
     where id = any($1::uuid[]) and agency_id = any($2::uuid[]) ${lock ? 'for update' : ''}`,
    [ids, agencyIds],
  );
  return new Map(rows.map((drawer) => [drawer.id, drawer]));
}

const drawers: Aggregate<Drawer> = {
  type: 'Drawer',
  contracts: [contract],
  reads: 'readCase',
  find,
  idOf: ({ id }) => id,
  versionOf: ({ version }) => version,
  accessObjectOf: ({ agencyId }) => ({ agencyId }),
  unknown: refusal('DRAWER_UNKNOWN'),
  versionChanged: refusal('VERSION_CHANGED'),
};

const added = ({ id, version }: Drawer, amount: number): EventOf<typeof contract> => ({
  topic: contract.topic,
  type: 'Added',
  aggregateId: id,
  aggregateVersion: version,
  data: { amount },
});

const FORBIDDEN_AMOUNT = 13;
const MOVED_AWAY = 99;
const agency = randomUUID();
const elsewhere = randomUUID();

const add = command<Amount, Drawer, CommandDependencies>({
  operation: 'assignCase',
  of: drawers,
  refuses: ['DRAWER_UNKNOWN', 'VERSION_CHANGED', 'AMOUNT_FORBIDDEN'],
  hashed: ({ secret, ...input }) => ({ ...input, secret: secret && 'sealed' }),
  async work({ client, locked }, { drawer, expectedVersion, amount }) {
    const found = await locked(drawer, expectedVersion);
    const agencyId = amount === MOVED_AWAY ? elsewhere : found.agencyId;
    const item = { ...found, version: found.version + 1, total: found.total + amount, agencyId };
    await client.query('update drawer set version = $2, total = $3, agency_id = $4 where id = $1', [
      item.id, item.version, item.total, agencyId,
    ]); // prettier-ignore
    if (amount === FORBIDDEN_AMOUNT) throw refusal('AMOUNT_FORBIDDEN')();
    return { item, events: [added(item, amount)] };
  },
});

describe('a command', () => {
  let pool: Pool;
  let drop: () => Promise<void>;
  let drawer: Drawer;
  let woken = 0;
  let keys = 0;
  const standing: Standing = { tree: bodyTree([]), headsOf: () => [], bodiesOf: () => [] };
  const head: Principal = { id: randomUUID(), agencyId: agency, roles: ['head'] };
  const deps = (): CommandDependencies => ({
    pool,
    standing: accessBook(policyOf(accessTable), { today: () => Promise.resolve(standing) }),
    now: () => new Date('2026-12-01T02:00:00Z'),
    wakeRelay: () => void woken++,
    faultsUndeclared: true,
  });

  beforeAll(async () => {
    const database = await freshDatabase('command');
    pool = new Pool({ connectionString: database.url, max: 20 });
    drop = database.drop;
    const run = (sql: string) => pool.query(sql);
    await createIdempotencyTable(run);
    await createOutbox(run);
    await createAuditTables(run);
    await run('create table drawer (id uuid primary key, version int, agency_id uuid, total int)');
  });
  afterAll(async () => {
    await pool.end();
    await drop();
  });
  beforeEach(async () => {
    drawer = { id: randomUUID(), version: 1, agencyId: agency, total: 0 };
    await pool.query('insert into drawer values ($1, 1, $2, 0)', [drawer.id, agency]);
  });

  const call = async (
    input: Partial<Amount>,
    options: { key?: string; as?: Principal; of?: Command<Amount, Drawer, CommandDependencies> } = {},
  ) => {
    const { key = `key-${String(++keys).padStart(8, '0')}`, as = head, of = add } = options;
    const written: object[] = [];
    const asking = {
      principal: as,
      access: async (book: { today(): Promise<Standing> }) => accessOf(as, await book.today()),
      wrote: (topic: string, { id, version }: { id: string; version: number }) => written.push({ topic, id, version }),
    };
    const answer = await runCommand(of, asking, { input: { drawer: drawer.id, amount: 5, ...input }, key }, deps());
    return { answer: answer as Partial<Drawer> & { code?: string; __typename?: string }, written };
  };
  const stored = async () => {
    const total = (await pool.query('select total from drawer where id = $1', [drawer.id])).rows[0].total;
    const events = await pool.query(
      'select aggregate_version, payload, xmin::text from event where aggregate_id = $1',
      [drawer.id],
    );
    const links = await pool.query(
      'select operation, role, actor_id, agency_id, payload_hash, xmin::text from audit_entry where object_id = $1 order by sequence',
      [drawer.id],
    );
    return { total, events: events.rows, links: links.rows };
  };

  it('commits change, event and link together, wakes the relay, and answers the committed state with what was written', async () => {
    const before = woken;
    const { answer, written } = await call({ expectedVersion: 1 });
    expect(answer).toEqual({ ...drawer, version: 2, total: 5 });
    expect(written).toEqual([{ topic: contract.topic, id: drawer.id, version: 2 }]);
    expect(woken).toBe(before + 1);
    const { total, events, links } = await stored();
    expect(total).toBe(5);
    expect(events).toMatchObject([{ aggregate_version: 2, payload: { amount: 5 } }]);
    expect(links).toMatchObject([{ operation: 'assignCase', role: 'head', actor_id: head.id, agency_id: agency }]);
    expect(events[0].xmin).toBe(links[0].xmin);
  });

  it('links the hash of the input as it may be hashed, whatever came of it', async () => {
    await call({ secret: 'Nguyễn Văn Ví Dụ' });
    const hashed = { drawer: drawer.id, amount: 5, secret: 'sealed' };
    const [link] = (await stored()).links;
    expect(link.payload_hash).toEqual(createHash('sha256').update(JSON.stringify(hashed)).digest());
  });

  it('leaves nothing behind when it is refused, and its key free', async () => {
    const key = 'key-refused-1';
    const { answer, written } = await call({ amount: FORBIDDEN_AMOUNT }, { key });
    expect(answer).toMatchObject({ __typename: 'DrawerRefused', code: 'AMOUNT_FORBIDDEN' });
    expect(written).toEqual([]);
    expect(await stored()).toEqual({ total: 0, events: [], links: [] });
    expect((await call({}, { key })).answer.total).toBe(5);
  });

  it('takes effect once for fifty callers with one key, who all hear the same', async () => {
    const key = 'key-fifty-0001';
    const answers = await Promise.all(Array.from({ length: 50 }, () => call({}, { key })));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]!.written).toHaveLength(1);
    const { total, events, links } = await stored();
    expect([total, events.length, links.length]).toEqual([5, 1, 1]);
  });

  it('answers a key used for other input with its code, and one that is no key before anything runs', async () => {
    const key = 'key-reused-001';
    await call({}, { key });
    expect((await call({ amount: 6 }, { key })).answer.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await call({}, { key: 'short' })).answer.code).toBe('IDEMPOTENCY_KEY_INVALID');
    expect((await call({ secret: 'half a pair: \ud800' })).answer).toMatchObject({ code: 'TEXT_INVALID' });
    expect((await stored()).links).toHaveLength(1);
  });

  it.each([
    ['another version', { expectedVersion: 7 }, 'VERSION_CHANGED'],
    ['an id of nothing', { drawer: randomUUID() }, 'DRAWER_UNKNOWN'],
    ['no id at all', { drawer: "'; drop table drawer" }, 'DRAWER_UNKNOWN'],
  ])('is refused for %s', async (_, input, code) => {
    expect((await call(input)).answer.code).toBe(code);
  });

  it('does not tell what is out of reach from what is not there', async () => {
    const stranger = { ...head, agencyId: elsewhere };
    expect((await call({}, { as: stranger })).answer).toEqual((await call({ drawer: randomUUID() })).answer);
  });

  it('is denied to whose duties do not include it, before and after the item is known', async () => {
    await expect(call({}, { as: { ...head, roles: ['analyst'] } })).rejects.toThrow(AccessDenied);
    // Reads the case without handling it.
    await expect(call({}, { as: { ...head, roles: ['processor'] } })).rejects.toThrow(AccessDenied);
    expect(await stored()).toEqual({ total: 0, events: [], links: [] });
  });

  it('answers what a change has closed to its own caller as the change left it, and never again', async () => {
    const key = 'key-closing-01';
    expect((await call({ amount: MOVED_AWAY }, { key })).answer).toMatchObject({ total: 99, agencyId: elsewhere });
    expect((await call({ amount: MOVED_AWAY }, { key })).answer.code).toBe('DRAWER_UNKNOWN');
  });

  it('is a fault where it refuses what it does not declare', async () => {
    const silent = { ...add, refuses: ['DRAWER_UNKNOWN'] };
    await expect(call({ amount: FORBIDDEN_AMOUNT }, { of: silent })).rejects.toThrow('AMOUNT_FORBIDDEN');
  });

  it('notes a refusal in the chain of its caller where the aggregate asks for it', async () => {
    const noted = { ...add, notesRefusalsOf: ({ drawer: id }: Amount) => id };
    await call({ amount: FORBIDDEN_AMOUNT }, { of: noted });
    expect((await stored()).links).toMatchObject([{ operation: 'assignCase refused', agency_id: agency }]);
  });

  it('does what cannot be taken back last, and not at all when anything before it fails', async () => {
    const order: string[] = [];
    const ending = (events: number): Command<Amount, Drawer, CommandDependencies> => ({
      ...add,
      async work(scope, input) {
        const item = await scope.locked(input.drawer);
        const last = async () =>
          void order.push(
            `last, after ${(await scope.client.query('select 1 from audit_entry where object_id = $1', [item.id])).rowCount} link`,
          );
        return { item, events: [{ ...added(item, 1), aggregateVersion: events }], last };
      },
    });
    await call({}, { of: ending(5) });
    // The version was recorded before: the event cannot be written.
    await expect(call({}, { of: ending(5) })).rejects.toThrow();
    expect(order).toEqual(['last, after 1 link']);
  });

  it('may write all of it in one statement of its own, which answers what it wrote, and again for the same key', async () => {
    let statements = 0;
    const quick = statementCommand<Amount, Drawer, CommandDependencies>({
      operation: 'assignCase',
      of: drawers,
      refuses: ['DRAWER_UNKNOWN', 'AMOUNT_FORBIDDEN'],
      async write({ principal }, sent, { drawer: id, amount }) {
        statements++;
        const { rows } = await pool.query<Drawer>(
          `with claimed as (
             insert into idempotency (principal_id, key, input_hash, answer)
             select $1, $2, $5::bytea, jsonb_build_object('id', $3::uuid) where $4::int <> ${FORBIDDEN_AMOUNT}
             on conflict do nothing returning key)
           update drawer set version = version + 1, total = total + $4 from claimed where id = $3
           returning id, version, agency_id as "agencyId", total`,
          [principal.id, sent.key, id, amount, inputHash(sent)],
        );
        const [item] = rows;
        if (!item)
          return {
            refuse: () => {
              throw refusal('AMOUNT_FORBIDDEN')();
            },
          };
        return { item, written: [{ topic: contract.topic, aggregateId: item.id, version: item.version }] };
      },
    });
    const options = { key: 'key-quick-0001', of: quick };
    const first = await call({}, options);
    expect(first).toEqual({
      answer: { ...drawer, version: 2, total: 5 },
      written: [{ topic: contract.topic, id: drawer.id, version: 2 }],
    });
    expect((await call({}, options)).answer).toEqual(first.answer);
    expect((await call({ amount: FORBIDDEN_AMOUNT }, { of: quick })).answer.code).toBe('AMOUNT_FORBIDDEN');
    expect(statements).toBe(3);
  });
});
