import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { appendAudit, createAuditTables, keepAudit, openAuditKeys } from '@tiepdan/audit';
import { createRoles } from '@tiepdan/database';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { auditPlacesIn, makeAuditPlaces } from './audit-places';
import { verifyAuditLines } from './verify-audit-lines';

const agencyId = '0190a000-0000-7000-8000-000000000001';

describe('the command that verifies an audit', () => {
  let database: FreshDatabase;
  let pool: Pool;
  let directory: string;
  let asked: readonly string[];
  beforeAll(async () => {
    database = await freshDatabase('verify_audit');
    pool = new Pool({ connectionString: database.url });
    directory = await mkdtemp(join(tmpdir(), 'audit-'));
    await makeAuditPlaces(directory);
    await createRoles(pool);
    await createAuditTables((sql) => pool.query(sql));
    for (const number of [1, 2, 3])
      await appendAudit(pool, {
        agencyId,
        actorId: 'officer-1',
        acting: { role: 'head', onBehalfOf: null },
        operation: 'acceptCase',
        objectId: agencyId,
        payload: { number },
      });
    const { signingKey, checkpoints } = auditPlacesIn(directory);
    const keys = await openAuditKeys(signingKey, checkpoints);
    await keepAudit({ ...keys, pool, service: 'assignment', now: () => new Date('2026-11-26T02:00:00Z') });
    const checkpoint = join(checkpoints, 'assignment-2026-11-26.json');
    asked = [
      '--database',
      database.url,
      '--checkpoint',
      checkpoint,
      '--key',
      join(directory, 'audit', 'public-key.pem'),
    ];
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  it('says in both languages that the audit is whole, and how much it read', async () => {
    expect(await verifyAuditLines(asked)).toEqual({
      exitCode: 0,
      lines: [
        'Nhật ký nguyên vẹn. The audit is whole. (3 mắt xích, 1 chuỗi, 1 mốc neo · 3 links, 1 chains, 1 anchors)',
      ],
    });
  });

  it('names chain, link and what stands there, and ends with 1', async () => {
    await database.asOwner("update audit_entry set actor_id = 'somebody else' where sequence = 2");
    const { exitCode, lines } = await verifyAuditLines(asked);
    await database.asOwner("update audit_entry set actor_id = 'officer-1' where sequence = 2");
    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(new RegExp(`^Chuỗi của cơ quan ${agencyId}: mắt xích số 2 đã bị sửa.*somebody else`));
    expect(lines[1]).toBe(`Chain of agency ${agencyId}: link 2 was altered.`);
  });

  it.each([
    ['nothing', []],
    ['no database', ['--checkpoint', 'x', '--key', 'y']],
    ['a checkpoint without a key', ['--database', 'postgres://x', '--checkpoint', 'x']],
    ['an option that there is not', ['--database', 'postgres://x', '--force']],
    ['files that are not there', ['--database', 'postgres://x', '--checkpoint', 'nowhere', '--key', 'nowhere']],
  ])('asks for what it needs when given %s, and ends with 2', async (_, args) => {
    const { exitCode, lines } = await verifyAuditLines(args);
    expect([exitCode, lines.at(-1)]).toEqual([2, expect.stringMatching(/^Usage/)]);
  });

  it.each([
    ['missing', async () => join(directory, 'nowhere.pem')],
    [
      'of another kind',
      async () => {
        const file = join(directory, 'rsa.pem');
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
        await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
        return file;
      },
    ],
    [
      'no key at all',
      async () => {
        const file = join(directory, 'text.pem');
        await writeFile(file, 'hello');
        return file;
      },
    ],
  ])('a service does not start with a signing key that is %s', async (_, fileOf) => {
    await expect(openAuditKeys(await fileOf(), auditPlacesIn(directory).checkpoints)).rejects.toThrow(
      /AUDIT_SIGNING_KEY/,
    );
  });

  it('makes a key once, and keeps it', async () => {
    const { signingKey } = auditPlacesIn(directory);
    const before = await readFile(signingKey, 'utf8');
    await makeAuditPlaces(directory);
    expect(await readFile(signingKey, 'utf8')).toBe(before);
  });
});
