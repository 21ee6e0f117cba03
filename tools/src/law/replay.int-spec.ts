import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { pastClocks, readOnly } from './past-clocks';
import { replayedLines } from './replay';

const directory = 'libs/law/data';
const asked = { law: loadLaw(directory), directory, today: toDay('2026-09-30') };
const header = 'key|value|unit|calendar|start_event|legal_basis|valid_from|valid_to|evidence';
const shorter = 'kn.accept.first.max|5|day|wd|received|Dự thảo|2012-07-01||P';
const undated = 'xld.process_don.max|-|bool|-|received|Dự thảo|2021-11-15||P';

/** Number, rule, start, due day as stored, day done, status. */
type Clock = readonly [
  number: number,
  rule: string,
  startedOn: string,
  dueOn: string,
  metOn: string | null,
  status: string,
  inputs?: object,
];
const clocks: readonly Clock[] = [
  [1, 'kn.accept.first.max', '2026-08-24', '2026-09-07', '2026-09-04', 'MET'],
  [2, 'kn.accept.first.max', '2026-08-24', '2026-09-07', '2026-09-03', 'MET'],
  [3, 'kn.accept.first.max', '2026-08-24', '2026-09-07', '2026-09-08', 'MISSED'],
  [4, 'kn.accept.first.max', '2026-08-25', '2026-09-08', null, 'RUNNING'],
  [5, 'kn.accept.first.max', '2026-08-24', '2026-09-07', null, 'CANCELLED'],
  [6, 'kn.accept.first.max', '2026-08-23', '2026-09-04', '2026-12-01', 'MISSED'],
  [7, 'xld.process_don.max', '2026-08-24', '2026-09-03', '2026-08-25', 'MET'],
  [8, 'tc.resolve.normal.max', '2026-08-24', '2026-10-30', null, 'RUNNING', { extensions: 1, complexity: 'COMPLEX' }],
];

describe('history under other rules, from the database of assignment', () => {
  let database: FreshDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await freshDatabase('replay');
    folder = await mkdtemp(join(tmpdir(), 'tiepdan-replay-'));
    migrateAssignment(database.url);
    await onDatabase(async (client) => {
      for (const [number, ...clock] of clocks) await insertCase(client, number, clock);
    });
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function onDatabase<Found>(work: (client: Client) => Promise<Found>): Promise<Found> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** One hash over every row of every table. */
  const content = (): Promise<string> =>
    onDatabase(async (client) => {
      const tables = await client.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
      );
      const hashes = [];
      for (const { name } of tables.rows) {
        const { rows } = await client.query<{ hash: string }>(
          `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
        );
        hashes.push(`${name} ${rows[0]!.hash}`);
      }
      return hashes.join('\n');
    });

  const replayed = async (rules: readonly string[], from = '2026-08-24', to = '2026-08-31'): Promise<string[]> => {
    const file = join(folder, 'other.psv');
    await writeFile(file, `${[header, ...rules].join('\n')}\n`);
    return replayedLines(asked, ['--rules', file, '--from', from, '--to', to, '--database', database.url]);
  };
  const rowOf = (lines: string[], number: number): string[] | undefined =>
    lines
      .find((line) => line.startsWith(caseNumber(number)))
      ?.split(/ {2,}/)
      .slice(1);
  const total = (lines: string[], label: string) =>
    Number(lines.map((line) => /^ *(.*?) {2,}(\d+)$/.exec(line)).find((found) => found?.[1] === label)?.[2]);

  it('lists what would have been late, with both due days and whether it was late anyway', async () => {
    const lines = await replayed([shorter]);
    const rule = 'kn.accept.first.max';
    expect(rowOf(lines, 1)).toEqual([rule, '24/08/2026', '04/09/2026', '07/09/2026', '03/09/2026', 'không', 'có']);
    expect(rowOf(lines, 3)).toEqual([rule, '24/08/2026', '08/09/2026', '07/09/2026', '03/09/2026', 'có', 'có']);
    expect(rowOf(lines, 4)).toEqual([rule, '25/08/2026', 'chưa xong', '08/09/2026', '04/09/2026', 'có', 'có']);
    expect(rowOf(lines, 2)).toBeUndefined();
    expect(total(lines, 'Số thời hạn đã tính lại')).toBe(6);
    expect(total(lines, 'Quá hạn theo quy định đã áp dụng')).toBe(2);
    expect(total(lines, 'Quá hạn theo bộ quy định khác')).toBe(3);
    expect(total(lines, 'trong đó trước đây đúng hạn')).toBe(1);
  });

  it('leaves out cancelled clocks and those that started outside the days asked for', async () => {
    const text = (await replayed([shorter])).join('\n');
    expect(text).not.toContain(caseNumber(5));
    expect(text).not.toContain(caseNumber(6));
    expect(rowOf(await replayed([shorter], '2026-08-23', '2026-08-23'), 6)).toBeDefined();
  });

  it('names the clocks that have no due day under the other rules', async () => {
    const lines = await replayed([undated]);
    expect(rowOf(lines, 7)).toEqual(expect.arrayContaining(['bộ quy định khác', 'RULE_HAS_NO_DATE']));
    expect(total(lines, 'Không xác định được')).toBe(1);
  });

  it('keeps the extensions of each clock, and says when a stored due day differs from the one computed again', async () => {
    const asOf = { ...asked, today: toDay('2026-11-01') };
    const file = join(folder, 'same.psv');
    await writeFile(file, `${header}\n`);
    const args = ['--rules', file, '--from', '2026-08-24', '--to', '2026-08-31', '--database', database.url];
    const lines = await replayedLines(asOf, args);
    // 60 days in all, to Friday 23 October: stored here was another day on purpose.
    expect(rowOf(lines, 8)?.[3]).toBe('23/10/2026');
    expect(total(lines, 'Ngày hết hạn đã lưu khác ngày tính lại')).toBe(1);
  });

  it('goes by the calendar as it is kept, with the days people declared', async () => {
    await onDatabase(async (client) => {
      await client.query(`insert into calendar_change (sequence, source, made_at) values (1, 'DECLARED', now())`);
      await client.query(
        `insert into calendar_change_day values ('2026-09-03', 1, 'holiday', 'Nghỉ bão', 'CĐ 1', false, false, 'CONFIRMED')`,
      );
    });
    // Only that day is kept here, none of the tables' holidays: 25, 26, 27, 28 and 31 August.
    expect(rowOf(await replayed([shorter]), 1)).toContain('31/08/2026');
    await onDatabase((client) => client.query('delete from calendar_change_day; delete from calendar_change'));
  });

  it('changes no row of any table', async () => {
    const before = await content();
    expect(before).toContain('case_deadline');
    await replayed([shorter, undated]);
    expect(await content()).toBe(before);
  });

  it('reads in a session that refuses every write, also once the transaction has ended', async () => {
    const write = `update case_deadline set met_on = '2026-01-01'`;
    await expect(readOnly(database.url, (client) => client.query(write))).rejects.toMatchObject({ code: '25006' });
    const afterCommit = (client: Client) => client.query('commit').then(() => client.query(write));
    await expect(readOnly(database.url, afterCommit)).rejects.toMatchObject({ code: '25006' });
  });

  it('refuses a database that is not that of assignment', async () => {
    const other = await freshDatabase('replay-other');
    const missing = (client: Client) => pastClocks(client, toDay('2026-01-01'), toDay('2026-02-01'));
    await expect(readOnly(other.url, missing)).rejects.toThrow('[ANOTHER_DATABASE]');
    await other.drop();
  });

  it('refuses a bad file with its line, before it looks at any case', async () => {
    await expect(replayed([shorter, 'xld.process_don.max|x|day|cal|a|b|2021-11-15||P'])).rejects.toThrow(
      /other\.psv:3: "x" is no number of units/,
    );
  });
});

const caseNumber = (number: number) => `BTCD-KN-2026-00000${number}`;
const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

async function insertCase(client: Client, number: number, clock: readonly unknown[]): Promise<void> {
  await client.query(
    `insert into cases (id, version, number, petition_id, petition_number, kind, instance, state, stage, complexity,
       remote_area, agency_id, reply_channel, channel, received_on, opened_at, is_protected)
     values ($1, 1, $2, $1, $2, 'COMPLAINT', 1, 'RECEIVED', 'HANDLING', 'NORMAL', false, $1, 'LETTER', 'POST', $3, now(), false)`,
    [idOf(number), caseNumber(number), clock[1]],
  );
  const [rule, startedOn, dueOn, metOn, status, inputs = {}] = clock;
  await client.query(
    `insert into case_deadline (case_id, rule, started_on, due_on, met_on, status, inputs, rule_version, calendar_version)
     values ($1, $2, $3, $4, $5, $6, $7, '', '')`,
    [idOf(number), rule, startedOn, dueOn, metOn, status, inputs],
  );
}

/** By assignment's own migrations, from their source: another project's files may not be imported. */
function migrateAssignment(url: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@tiepdan/source', '--import', 'tsx', 'apps/assignment/src/database/migrate.ts'],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: url,
        TSX_TSCONFIG_PATH: join(process.cwd(), 'tsconfig.json'),
      },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
}
