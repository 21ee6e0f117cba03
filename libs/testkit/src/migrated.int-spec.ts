import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from '.';

const MADE = `
  create table matter (id int primary key, word text, more jsonb);
  create view seen as select id from matter;
  create function one() returns int language sql return 1;`;

/** Migrations that have run where their table stands. */
const migrating = (sql: string) => async (url: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`select to_regclass('migrations') as done`);
  if (rows[0].done === null) await client.query(`create table migrations (name text); ${sql}`);
  await client.end();
};

describe('tables made by migrations', () => {
  it('are those that a library makes, whatever else the service has', async () => {
    const migrate = migrating(`${MADE} create table own (id int)`);
    expect(await tablesAgainstBuilders(migrate, [(run) => run(MADE)])).toEqual([]);
  });

  it.each([
    'alter table matter add column extra int',
    'alter table matter alter column word set not null',
    "alter table matter alter column word set default 'one'",
    'alter table matter alter column word type varchar(9)',
    'alter table matter alter column word type text collate "C"',
    'alter table matter alter column id add generated always as identity',
    'alter table matter add check (id > 0)',
    'alter table matter set (fillfactor = 50)',
    'create index on matter (word)',
    'create trigger t before update on matter for each row execute function suppress_redundant_updates_trigger()',
    'create or replace view seen as select id from matter where id > 1',
    'create or replace function one() returns int language sql return 2',
    'create sequence counted',
  ])('differ once a library does more without a migration: %s', async (change) => {
    const found = await tablesAgainstBuilders(migrating(MADE), [(run) => run(MADE), (run) => run(change)]);
    expect(found).toContainEqual(expect.stringMatching(/^built has (matter|seen|one|counted): /));
  });
});

describe('rights given by migrations', () => {
  const GIVEN = `${MADE}
    alter table matter enable row level security;
    create policy reading on matter for select to pg_monitor using (id > 0);
    grant select on matter, seen to pg_monitor`;
  const guard = async (run: (sql: string) => Promise<unknown>) => {
    await run('alter table matter enable row level security');
    await run('create policy reading on matter for select to pg_monitor using (id > 0)');
    await run('grant select on matter, seen to pg_monitor');
  };

  it('are those that the guard of today gives', async () => {
    expect(await rightsAgainstGuard(migrating(GIVEN), guard)).toEqual([]);
  });

  it.each([
    'grant insert on matter to pg_monitor',
    'grant update (word) on matter to pg_monitor',
    'grant select on seen to public',
    'alter policy reading on matter using (id > 1)',
    'alter policy reading on matter to public',
    'create policy another on matter for select to pg_monitor using (true)',
    'alter table matter disable row level security',
    'alter table matter force row level security',
  ])('differ once they are others than those: %s', async (change) => {
    const found = await rightsAgainstGuard(migrating(`${GIVEN}; ${change}`), guard);
    expect(found).toContainEqual(expect.stringMatching(/^migrated has (matter|seen): /));
  });
});

describe('a database that is upgraded', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'upgrade-'))));
  afterAll(() => rm(folder, { recursive: true }));

  /** From one table with a row, and by the migration that is not recorded in it. */
  const upgraded = async (migration: string, anew: string) => {
    const before = join(folder, 'before.sql');
    await writeFile(
      before,
      `create table migrations (name text); ${MADE} insert into matter values (1, 'one', '{"a": 1}')`,
    );
    const isUpgraded = `exists (select from matter)`;
    const migrate = async (url: string) => {
      await migrating(`${MADE} ${anew}`)(url);
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(`select ${isUpgraded} as upgraded`);
      if (rows[0].upgraded) await client.query(migration);
      await client.end();
    };
    return upgradedAgainstNew(migrate, before);
  };
  const EXTRA = 'alter table matter add column extra int';
  const DEEPER = `update matter set more = more || '{"b": 2}'`;

  it('is what a new one is, with the rows that it had and what was added to them', async () => {
    expect(await upgraded(`${EXTRA}; ${DEEPER}`, EXTRA)).toEqual([]);
  });

  it('differs where the upgrade does less, or other migrations are recorded', async () => {
    expect(await upgraded('select 1', EXTRA)).toEqual(['anew has matter: column 4 extra integer']);
    expect(await upgraded("insert into migrations values ('A')", '')).toEqual(['upgraded has migrations: A']);
  });

  it.each(["update matter set word = 'other'", `update matter set more = '{"b": 2}'`, 'delete from matter'])(
    'has lost a row by: %s',
    async (loss) => {
      expect(await upgraded(loss, '')).toEqual(['lost matter: {"id":1,"more":{"a":1},"word":"one"}']);
    },
  );
});
