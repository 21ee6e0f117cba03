import { Pool } from 'pg';
import { bodyTree, type AccessObject, type Principal } from '@tiepdan/access';
import { accessOf } from '@tiepdan/access/all';
import { createRoles, READER_ROLE } from '@tiepdan/database';
import { freshDatabase } from '@tiepdan/testkit';
import {
  createMatterTable,
  guardTable,
  inConflict,
  inConflictTold,
  matterColumns,
  matterConsumer,
  openReader,
  placed,
  standingOf,
  withinReach,
  withinTold,
} from '.';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const id = (kind: string, number: number) => `0190a000-0000-7000-8000-0000${kind}${String(number).padStart(6, '0')}`;

/** Reproducible whole numbers below a limit. */
function randomFrom(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

describe(`what a statement leaves out (seed ${seed})`, () => {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const bodies = Array.from({ length: 12 }, (_, index) => ({
    id: id('a0', index),
    parentId: index === 0 ? null : id('a0', random(index)),
  }));
  const officers = bodies.flatMap((_, index) => [id('b0', index), id('c0', index)]);
  const bodyOf = (officer: string) => bodies[Number(officer.slice(-6))]!.id;
  const standing = standingOf(bodies, [
    ...bodies.map((body, index) => ({ bodyId: body.id, officerId: id('b0', index), role: 'head' })),
    ...bodies.map((_, index) => ({ bodyId: pick(bodies).id, officerId: id('c0', index), role: 'processor' })),
  ]);
  const rows = Array.from({ length: 300 }, (_, index) => ({
    id: id('d0', index),
    agencyId: random(20) === 0 ? null : pick(bodies).id,
    officerId: random(3) === 0 ? pick(officers) : null,
    isProtected: random(2) === 0,
    respondentAgencyId: random(2) === 0 ? pick(bodies).id : null,
    respondentOfficerId: random(2) === 0 ? pick(officers) : null,
  }));
  const objectOf = (row: (typeof rows)[number]): AccessObject => ({
    ...row,
    matter: { ...row, kind: row.isProtected ? 'DENUNCIATION' : 'COMPLAINT' },
  });
  const roles = ['processor', 'head', 'inspector', 'reception-board'];
  const somebody = (): Principal => {
    const officer = pick(officers);
    const from = pick(officers);
    return {
      id: random(10) === 0 ? 'a-service' : officer,
      agencyId: random(10) === 0 ? null : bodyOf(officer),
      roles: [pick(roles)],
      delegations: random(2) === 0 ? [{ from, role: pick(roles), agencyId: bodyOf(from) }] : [],
    };
  };

  let pool: Pool;
  let readerPool: Pool;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('reach_sql');
    drop = database.drop;
    pool = new Pool({ connectionString: database.url });
    readerPool = new Pool({ connectionString: database.url, max: 3, options: `-c role=${READER_ROLE}` });
    await createRoles(pool);
    await createMatterTable((sql) => pool.query(sql));
    await pool.query('alter table standing_matter add column agency_id uuid, add column officer_id uuid');
    await pool.query(
      `insert into standing_matter
       select id, "isProtected", "respondentAgencyId", "respondentOfficerId", "agencyId", "officerId"
       from jsonb_to_recordset($1::jsonb) as r (id uuid, "isProtected" boolean, "respondentAgencyId" uuid,
         "respondentOfficerId" uuid, "agencyId" uuid, "officerId" uuid)`,
      [JSON.stringify(rows)],
    );
    await pool.query('alter table standing_matter rename to m');
    const isWithin = withinTold({ agency: 'm.agency_id', officer: 'm.officer_id' });
    await guardTable((sql) => pool.query(sql), 'm', `${isWithin} and not ${inConflictTold(matterColumns)}`);
  });
  afterAll(async () => {
    await pool.end();
    await readerPool.end();
    await drop();
  });

  it('is what the table of who may do what denies for each row, for anybody in any hierarchy', async () => {
    let seen = 0;
    for (let count = 0; count < 200; count++) {
      const principal = somebody();
      const access = accessOf(principal, standing);
      const reach = access.reach('readCase');
      const conflict = inConflict(reach, matterColumns);
      const within = placed(
        [
          withinReach(reach, { agency: 'm.agency_id', officer: 'm.officer_id' }),
          { ...conflict, sql: `not ${conflict.sql}` },
        ],
        1,
      );
      const found = await pool.query<{ id: string }>(`select m.id from m where ${within.sql} order by m.id`, [
        ...within.values,
      ]);
      const allowed = rows.filter((row) => access.may('readCase', objectOf(row))).map((row) => row.id);
      expect([principal, found.rows.map((row) => row.id)]).toEqual([principal, allowed]);
      seen += allowed.length;
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('is left out by PostgreSQL itself when the statement forgets to, also for callers who read at the same time', async () => {
    const reader = openReader(readerPool);
    const seenBy = async (principal: Principal) => {
      const access = accessOf(principal, standing);
      const client = reader.within(access.reach('readCase'));
      const { rows: found } = await client.query<{ id: string }>('select id from m order by id');
      const counted = await client.query<{ count: number }>('select count(*)::int as count from m');
      const allowed = rows.filter((row) => access.may('readCase', objectOf(row))).map((row) => row.id);
      expect([principal, found.map((row) => row.id)]).toEqual([principal, allowed]);
      expect(counted.rows[0]!.count).toBe(allowed.length);
      return allowed.length;
    };
    const seen = await Promise.all(Array.from({ length: 200 }, () => seenBy(somebody())));
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });

  it('is everything for a reader who was told of no reach, and for one whose telling failed', async () => {
    const untold = await readerPool.connect();
    await untold.query('reset all');
    await untold.query(`set role ${READER_ROLE}`);
    expect((await untold.query('select from m')).rowCount).toBe(0);
    untold.release(true);
    const reader = openReader(readerPool);
    const reach = accessOf({ id: id('b0', 1), agencyId: id('a0', 1), roles: ['inspector'] }, standing).reach(
      'readCase',
    );
    await expect(reader.within(reach).query('select no such thing')).rejects.toThrow();
    expect((await reader.within(reach).query('select from m')).rowCount).toBeGreaterThan(0);
  });

  it('never hangs on ids that are none, nor on a person without a body', () => {
    const alone = { tree: bodyTree([]), headsOf: () => [], bodiesOf: () => [] };
    const reach = accessOf({ id: "' or true", agencyId: null, roles: ['head'] }, alone).reach('readCase');
    expect(
      placed([withinReach(reach, { agency: 'a', officer: 'o' }), inConflict(reach, matterColumns)], 3),
    ).toMatchObject({
      values: [[], [], [], [], []],
    });
  });
});

describe('the copy of whom petitions are about', () => {
  const stamps = { position: 1, occurredAt: '2026-11-24T00:00:00Z', recordedAt: '2026-11-24T00:00:00Z' };
  const petition = (aggregateVersion: number, type: 'PetitionReceived' | 'PetitionClassified', data: object) => ({
    ...stamps,
    topic: 'intake.petition.v1' as const,
    type,
    aggregateId: id('d0', 1),
    aggregateVersion,
    data: data as never,
  });

  it('keeps the respondent, and that it was ever a denunciation, however often it is told', async () => {
    const { url, drop } = await freshDatabase('matters');
    const pool = new Pool({ connectionString: url });
    await createMatterTable((sql) => pool.query(sql));
    const consumer = matterConsumer('test/matters');
    const received = petition(1, 'PetitionReceived', {
      kind: 'COMPLAINT',
      respondentAgencyId: id('a0', 1),
      respondentOfficerId: null,
    });
    const denounced = petition(2, 'PetitionClassified', { kind: 'DENUNCIATION' });
    await consumer.apply(pool, [received]);
    const known = async () => (await pool.query('select * from standing_matter')).rows;
    expect(await known()).toMatchObject([{ is_protected: false, respondent_agency_id: id('a0', 1) }]);
    await consumer.apply(pool, [received, denounced, petition(3, 'PetitionClassified', { kind: 'FEEDBACK' })]);
    await consumer.apply(pool, [received]);
    expect(await known()).toMatchObject([{ is_protected: true, respondent_agency_id: id('a0', 1) }]);
    await pool.end();
    await drop();
  });
});
