import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freshDatabase } from '@tiepdan/testkit';
import { migrate, openDatabase, READER_ROLE } from '.';

class CreateTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table written_once (id int primary key, word text)');
    await runner.query('create table changing (id int primary key, word text)');
    await runner.query(`grant select on changing to ${READER_ROLE}`);
  }
  async down(): Promise<void> {}
}

describe('what a service may do in its own database', () => {
  let pool: Pool;
  let readerPool: Pool;
  const stops: (() => unknown)[] = [];
  beforeAll(async () => {
    const { url, drop } = await freshDatabase('roles');
    stops.push(drop);
    const options = { url, entities: [], migrations: [CreateTables1700000000000], appendOnly: ['written_once'] };
    await migrate(options);
    await migrate(options);
    ({ pool, readerPool } = await openDatabase(options, (_, stop) => void stops.push(stop)));
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('is to write and read rows', async () => {
    await pool.query("insert into written_once values (1, 'one')");
    await pool.query("insert into changing values (1, 'one')");
    await pool.query("update changing set word = 'other'");
    expect((await readerPool.query('select word from changing')).rows).toEqual([{ word: 'other' }]);
  });

  it.each(["update written_once set word = 'bent'", 'delete from written_once', 'truncate written_once'])(
    'is not to change what is written once: %s',
    async (statement) => {
      await expect(pool.query(statement)).rejects.toThrow(/permission denied/);
    },
  );

  it.each(['drop table changing', 'alter table written_once add column more int', 'create table own (id int)'])(
    'is not to change tables: %s',
    async (statement) => {
      await expect(pool.query(statement)).rejects.toThrow(/must be owner|permission denied/);
    },
  );

  it('is nothing but reading what was opened, for whoever reads for a caller', async () => {
    await expect(readerPool.query('select from written_once')).rejects.toThrow(/permission denied/);
    await expect(readerPool.query("insert into changing values (2, 'two')")).rejects.toThrow(
      /permission denied|read-only/,
    );
    await readerPool.query('set default_transaction_read_only = off');
    await expect(readerPool.query("insert into changing values (2, 'two')")).rejects.toThrow(/permission denied/);
  });
});
