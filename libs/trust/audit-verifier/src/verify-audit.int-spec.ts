import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import {
  appendAudit,
  appendAuditOfMany,
  AUDIT_APPEND_ONLY,
  createAuditTables,
  keepAudit,
  type AuditEntry,
  type SignedCheckpoint,
} from '@tiepdan/audit';
import { APPLICATION_ROLE, createRoles } from '@tiepdan/database';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { firstBrokenLink, verifyAudit, type Verified } from '.';

const id = (tail: number) => `0190a000-0000-7000-8000-${String(tail).padStart(12, '0')}`;
const [board, commune, hamlet] = [id(1), id(2), id(3)];
const entry = (number: number, agencyId = board, more: Partial<AuditEntry> = {}): AuditEntry => ({
  agencyId,
  actorId: 'officer-1',
  acting: { role: 'processor', onBehalfOf: null },
  operation: 'receivePetition',
  objectId: id(1_000 + number),
  payload: { number },
  ...more,
});
const swapped = (one: number, other: number) => `
  update audit_entry set sequence = case sequence when ${one} then -1 else -2 end where agency_id = '${board}' and sequence in (${one}, ${other});
  update audit_entry set sequence = case sequence when -1 then ${other} else ${one} end where agency_id = '${board}' and sequence < 0`;
const renumberedFrom = (first: number, by: number) => `
  update audit_entry set sequence = -(sequence + ${by}) where agency_id = '${board}' and sequence >= ${first};
  update audit_entry set sequence = -sequence where sequence < 0`;
/** Takes the chain of the board back to before a link, with its head: what is written now fits, as if nothing had come after it. */
const takenBackTo = async ({ asOwner }: FreshDatabase, first: number): Promise<number> => {
  const { rowCount } = await asOwner(`delete from audit_entry where agency_id = '${board}' and sequence >= ${first}`);
  await asOwner(
    `update audit_head set sequence = ${first} - 1, hash = (select hash from audit_entry
       where agency_id = '${board}' and sequence = ${first} - 1) where agency_id = '${board}'`,
  );
  return rowCount!;
};

describe('a database and its audit', () => {
  let database: FreshDatabase;
  let pool: Pool;
  let application: Pool;
  let directory: string;
  let clock = new Date('2026-11-26T02:00:00Z');
  let publicKey: KeyObject;
  const { privateKey: signingKey } = generateKeyPairSync('ed25519');

  beforeEach(async () => {
    database = await freshDatabase('audit');
    pool = new Pool({ connectionString: database.url, max: 12 });
    application = new Pool({ connectionString: database.url, max: 2, options: `-c role=${APPLICATION_ROLE}` });
    directory = await mkdtemp(join(tmpdir(), 'audit-'));
    publicKey = createPublicKey(signingKey);
    await createRoles(pool);
    const run = (sql: string) => pool.query(sql);
    await createAuditTables(run);
    await run(`grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE}`);
    for (const table of AUDIT_APPEND_ONLY) await run(`revoke update, delete on ${table} from ${APPLICATION_ROLE}`);
  });
  afterEach(async () => {
    await application.end();
    await pool.end();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const keep = () => keepAudit({ pool: application, service: 'intake', directory, signingKey, now: () => clock });
  const written = async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await appendAudit(pool, entry(number));
    for (const number of [7, 8])
      await appendAudit(pool, entry(number, commune, { purpose: 'Xác minh "một" \\ hai\n' }));
    await keep();
  };
  const verified = async (withCheckpoint = true): Promise<Verified> => {
    const [file] = (await readdir(directory)).sort();
    const proof = withCheckpoint && file ? JSON.parse(await readFile(join(directory, file), 'utf8')) : null;
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return await verifyAudit(client, proof && { checkpoint: proof as SignedCheckpoint, publicKey });
    } finally {
      await client.end();
    }
  };
  const broken = async (withCheckpoint = true) =>
    (await verified(withCheckpoint)).findings.map((finding) =>
      finding.what === 'CHAIN' ? `${finding.kind} ${finding.agencyId.slice(-1)}/${finding.sequence}` : finding.what,
    );

  it('is found whole when nobody touched it, also while 40 writers write, one or many links at once', async () => {
    const many = (start: number) =>
      appendAuditOfMany(
        pool,
        [0, 1, 2, 3].map((step) => entry(start + step, [board, commune, hamlet, board][step])),
      );
    await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        number % 4 === 0 ? many(number * 10) : appendAudit(pool, entry(number)),
      ),
    );
    await keep();
    expect(await verified()).toEqual({ findings: [], links: 70, chains: 3, anchors: 1 });
    expect(await firstBrokenLink(pool, board)).toBeNull();
  });

  it('may begin with one link and with many at the same time', async () => {
    const beginnings = Array.from({ length: 40 }, (_, number) => id(500 + number));
    await Promise.all(
      beginnings.flatMap((agencyId) => [
        appendAudit(pool, entry(1, agencyId)),
        appendAuditOfMany(pool, [entry(2, agencyId), entry(3, agencyId)]),
        appendAudit(pool, entry(4, agencyId)),
        appendAuditOfMany(pool, [entry(5, agencyId)]),
      ]),
    );
    await keep();
    expect(await verified()).toMatchObject({ findings: [], links: 200, chains: 40 });
  });

  it('still proves links of before, which said less', async () => {
    const old = `sha256(sha256(agency_id::text::bytea) || convert_to(concat_ws('|', 1, actor_id, operation, object_id,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')), 'UTF8') || payload_hash)`;
    await pool.query(`insert into audit_entry (agency_id, sequence, actor_id, operation, object_id, recorded_at, payload_hash, hash)
      select *, ${old} from (select '${board}'::uuid as agency_id, 1::bigint as sequence, 'a'::text as actor_id,
        'b'::text as operation, '${id(5)}'::uuid as object_id, timestamptz '2026-11-25 01:02:03.456789Z' as recorded_at,
        '\\x00'::bytea as payload_hash) r`);
    await pool.query(
      'insert into audit_head (agency_id, sequence, hash) select agency_id, sequence, hash from audit_entry',
    );
    await appendAudit(pool, entry(2));
    expect(await verified(false)).toMatchObject({ findings: [], links: 2 });
    await pool.query("update audit_entry set operation = 'c' where sequence = 1");
    expect(await broken(false)).toEqual(['ALTERED 1/1']);
  });

  it.each([
    ['the actor', "actor_id = 'somebody else'"],
    ['the duty', "role = 'head'"],
    ['in whose name', `on_behalf_of = '${id(9)}'`],
    ['the operation', "operation = 'classifyPetition'"],
    ['the object', `object_id = '${id(9)}'`],
    ['the purpose, from none to an empty one', "purpose = ''"],
    ['the time, by a microsecond', "recorded_at = recorded_at + interval '1 microsecond'"],
    ['what was done', "payload_hash = '\\x00'"],
    ['the format', 'format = 1'],
    ['the hash', "hash = '\\x00'"],
  ])('names the first link that a superuser altered: %s', async (_, change) => {
    await written();
    await database.asOwner(`update audit_entry set ${change} where agency_id = '${board}' and sequence = 3`);
    expect(await broken(false)).toEqual(['ALTERED 1/3']);
    expect(await broken()).toEqual(['ALTERED 1/3']);
  });

  it.each([
    ['deleted', `delete from audit_entry where agency_id = '${board}' and sequence = 3`, 'DELETED 1/3'],
    [
      'deleted, with the rest numbered anew',
      `delete from audit_entry where agency_id = '${board}' and sequence = 3; ${renumberedFrom(4, -1)}`,
      'DELETED 1/3',
    ],
    ['the first, deleted', `delete from audit_entry where agency_id = '${board}' and sequence = 1`, 'DELETED 1/1'],
    [
      'inserted',
      `${renumberedFrom(3, 1)}; insert into audit_entry select agency_id, 3, 'intruder', operation, object_id, recorded_at,
         payload_hash, hash, format, role, on_behalf_of, purpose from audit_entry where agency_id = '${board}' and sequence = 2`,
      'INSERTED 1/3',
    ],
    [
      'inserted at the end',
      `insert into audit_entry select agency_id, 7, 'intruder', operation, object_id, recorded_at, payload_hash, hash,
         format, role, on_behalf_of, purpose from audit_entry where agency_id = '${board}' and sequence = 6`,
      'ALTERED 1/7',
    ],
    ['put in another order', swapped(3, 4), 'REORDERED 1/3'],
    ['cut off at the end', `delete from audit_entry where agency_id = '${board}' and sequence >= 5`, 'CUT_OFF 1/5'],
    ['deleted with its whole chain', `delete from audit_entry where agency_id = '${board}'`, 'CUT_OFF 1/1'],
    ['contradicted by the head', `update audit_head set hash = '\\x00' where agency_id = '${board}'`, 'REWRITTEN 1/6'],
  ])('names the first link that a superuser %s', async (_, tampering, expected) => {
    await written();
    for (const statement of tampering.split(';')) await database.asOwner(statement);
    expect(await broken()).toEqual([expected]);
  });

  it('proves by what left the system that a chain was cut off or written anew, though all its links fit', async () => {
    await written();
    const rest = await takenBackTo(database, 3);
    expect(rest).toBe(4);
    await database.asOwner('delete from audit_anchor');
    expect(await broken(false)).toEqual([]);
    expect(await broken()).toEqual(['CUT_OFF 1/3', 'ANCHOR']);
    for (let number = 0; number < rest; number++) await appendAudit(pool, entry(number, board, { actorId: 'another' }));
    expect(await broken(false)).toEqual([]);
    expect(await broken()).toEqual(['REWRITTEN 1/6', 'ANCHOR']);
  });

  it('proves the same by the anchors of each minute, where they were left alone', async () => {
    for (const number of [1, 2]) await appendAudit(pool, entry(number));
    await keep();
    await takenBackTo(database, 2);
    for (const number of [2, 3]) await appendAudit(pool, entry(number, board, { actorId: 'another' }));
    expect(await broken(false)).toEqual(['REWRITTEN 1/2']);
    await database.asOwner(`update audit_anchor set heads = '[]' where sequence = 1`);
    expect(await broken(false)).toEqual(['ANCHOR']);
  });

  it('leaves one signed checkpoint a day, each with the hash of the one before, and anchors only what moved', async () => {
    await written();
    await keep();
    clock = new Date('2026-11-27T02:00:00Z');
    await appendAudit(pool, entry(9));
    await Promise.all([keep(), keep()]);
    expect((await readdir(directory)).sort()).toEqual(['intake-2026-11-26.json', 'intake-2026-11-27.json']);
    const { rows } = await pool.query('select jsonb_array_length(heads) as heads from audit_anchor order by sequence');
    expect(rows).toEqual([{ heads: 2 }, { heads: 1 }]);
    const second = JSON.parse(await readFile(join(directory, 'intake-2026-11-27.json'), 'utf8')) as SignedCheckpoint;
    expect(second).toMatchObject({ links: 9, previous: expect.stringMatching(/^[0-9a-f]{64}$/) });
    clock = new Date('2026-11-26T02:00:00Z');
  });

  it('takes no checkpoint that another key signed, or in which a figure was changed', async () => {
    await written();
    publicKey = createPublicKey(generateKeyPairSync('ed25519').privateKey);
    expect(await broken()).toEqual(['CHECKPOINT_NOT_GENUINE']);
    publicKey = createPublicKey(signingKey);
    expect(await broken()).toEqual([]);
    const file = JSON.parse(await readFile(join(directory, 'intake-2026-11-26.json'), 'utf8')) as SignedCheckpoint;
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const bent = { ...file, heads: file.heads.map((head) => ({ ...head, sequence: head.sequence - 1 })) };
    const { findings } = await verifyAudit(client, { checkpoint: bent, publicKey });
    await client.end();
    expect(findings).toEqual([{ what: 'CHECKPOINT_NOT_GENUINE' }]);
  });

  it.each([
    "update audit_entry set actor_id = 'x'",
    'delete from audit_entry',
    'truncate audit_entry',
    'delete from audit_anchor',
  ])('attack 39: the application cannot bend it: %s', async (statement) => {
    await written();
    await expect(application.query(statement)).rejects.toThrow(/permission denied/);
  });
});
