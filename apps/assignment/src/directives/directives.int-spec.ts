import { readFileSync } from 'node:fs';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { migrate, openDatabase } from '@tiepdan/database';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { openReader, openStandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from '../province/load-province.worker';
import { openCalendarBook } from '../calendar/calendar-book.repository';
import { assignmentDatabase } from '../database/database';
import { ownRegister } from '../duties/standing.repository';
import { assignmentSubgraph } from '../subgraph';

const law = loadLaw('libs/law/data');
const province = loadProvince('libs/law/province/data');
const workflow = loadWorkflows('libs/law/data');
const now = () => new Date('2026-08-27T03:00:00Z');
const agencyId = province.agencyByCode('BTCD', toDay('2026-08-24'))!.id;
const example = readFileSync('docs/examples/notice-of-conclusions.txt', 'utf8');
const numbered = (number: number) => example.replace('Số: 18/', `Số: ${number}/`);

const WHOLE = `id version documentNumber title issuedOn meetingOn issuer { text group agency { code } }
  signatory { name capacity } attendees { text agency { code } group } recipients { text agency { code } group } fileCopies
  findings { code severity task message quote }
  tasks { id number text status reports { at text } due { text date event recurrence }
          lead { text agency { code } group } coordinators { text agency { code } group } }`;

describe('directives', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  let pool: Pool;
  let readerPool: Pool;
  let schema: GraphQLSchema;
  let drop: () => Promise<void>;
  let keys = 0;
  let wakes = 0;

  beforeAll(async () => {
    const database = await freshDatabase('directives');
    drop = database.drop;
    await migrate(assignmentDatabase(database.url));
    ({ pool, readerPool } = await openDatabase(assignmentDatabase(database.url), (_, stop) => void stops.push(stop)));
    await loadProvinceInto(pool, province, now());
    ({ schema } = await assignmentSubgraph({
      pool,
      reader: openReader(readerPool),
      book: openCalendarBook(pool, law),
      standing: openStandingBook(pool, now, ownRegister),
      workflow,
      now,
      wakeRelay: () => void wakes++,
      wakeRecomputation: () => undefined,
    }));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await drop();
  });

  type Answer = { data: any; errors?: any[]; written: unknown[] }; // eslint-disable-line @typescript-eslint/no-explicit-any
  const ask = async (
    source: string,
    variableValues: object = {},
    principal: Partial<Principal> = {},
  ): Promise<Answer> => {
    const contextValue = new SubgraphContext(
      { id: 'officer-1', agencyId, roles: ['reception-board'], ...principal },
      '',
    );
    const answer = await graphql({ schema, source, contextValue, variableValues: { ...variableValues } });
    return { ...JSON.parse(JSON.stringify(answer)), written: contextValue.written };
  };
  const importing = (
    text: string,
    options: { issuer?: string; key?: string; principal?: Partial<Principal>; fields?: string } = {},
  ) =>
    ask(
      `mutation ($input: ImportDirectiveInput!, $key: String!) { importDirective(input: $input, idempotencyKey: $key) {
         __typename ... on Directive { ${options.fields ?? WHOLE} } ... on DirectiveRefused { code message messageEn field } } }`,
      { input: { text, issuer: options.issuer }, key: options.key ?? `key-${String(++keys).padStart(8, '0')}` },
      options.principal,
    );
  const imported = async (text: string, options: Parameters<typeof importing>[1] = {}) =>
    (await importing(text, options)).data.importDirective;
  const count = async (table: string) => (await pool.query(`select count(*)::int as n from ${table}`)).rows[0].n;

  it('answers an import with what is stored, and gives the same to whoever asks afterwards', async () => {
    const answer = await importing(numbered(1));
    const { __typename, ...directive } = answer.data.importDirective;
    expect(answer.errors).toBeUndefined();
    expect(__typename).toBe('Directive');
    expect(directive).toMatchObject({
      version: 1,
      documentNumber: '1/TB-VPUBND',
      issuer: { text: 'Phó Chủ tịch UBND tỉnh', group: false, agency: { code: 'UBND' } },
      signatory: { name: 'Hoàng Thanh Thủy' },
    });
    expect(directive.tasks[1]).toMatchObject({
      number: '2',
      status: 'ISSUED',
      reports: [],
      lead: [{ agency: { code: 'SNNMT' } }],
      due: { date: '2026-06-30', text: 'trước ngày 30/6/2026', event: null, recurrence: null },
    });
    expect(directive.tasks[1].coordinators.at(-1)).toEqual({
      text: 'UBND các xã, phường liên quan',
      agency: null,
      group: true,
    });
    expect(answer.written).toEqual([{ topic: 'assignment.directive.v1', aggregateId: directive.id, version: 1 }]);
    expect(wakes).toBe(1);

    expect((await ask(`{ directive(id: "${directive.id}") { ${WHOLE} } }`)).data.directive).toEqual(directive);
  });

  it('writes event, audit link and directive together', async () => {
    const { id } = await imported(numbered(2));
    const events = await pool.query(`select type, aggregate_version, payload from event where aggregate_id = $1`, [id]);
    expect(events.rows).toEqual([
      {
        type: 'DirectiveImported',
        aggregate_version: 1,
        payload: expect.objectContaining({ documentNumber: '2/TB-VPUBND', importedOn: '2026-08-27', taskCount: 9 }),
      },
    ]);
    expect(events.rows[0].payload.recipients).toHaveLength(8);
    expect(JSON.stringify(events.rows)).not.toMatch(/Đỗ Minh Khang|Hoàng Thanh Thủy/u);
    const links = await pool.query('select operation from audit_entry where object_id = $1', [id]);
    expect(links.rows).toEqual([{ operation: 'importDirective' }]);
    expect(await firstBrokenLink(pool, agencyId)).toBeNull();
  });

  it('gives the same answer to the same key, and imports once', async () => {
    const before = await count('directive');
    const [one, other] = await Promise.all([3, 3].map((number) => imported(numbered(number), { key: 'the-same-key' })));
    expect(one.id).toBe(other.id);
    expect(await imported(numbered(3), { key: 'the-same-key' })).toEqual(one);
    expect(await count('directive')).toBe(before + 1);
    expect(await imported(numbered(4), { key: 'the-same-key' })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('refuses a document with the number, day and issuer of one it has, and writes nothing', async () => {
    const answers = await Promise.all([imported(numbered(5)), imported(`${numbered(5)}\n`)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Directive', 'DirectiveRefused']);
    const before = [await count('directive'), await count('event'), await count('idempotency')];
    expect(await imported(numbered(5))).toMatchObject({ code: 'ALREADY_IMPORTED', field: 'text' });
    expect([await count('directive'), await count('event'), await count('idempotency')]).toEqual(before);
  });
  it('takes the same number from another issuer', async () => {
    await imported(numbered(6));
    const issuer = province.agencyByCode('TTT', toDay('2026-08-24'))!.id;
    expect(await imported(`${numbered(6)}\n`, { issuer })).toMatchObject({ issuer: { agency: { code: 'TTT' } } });
  });
  it('takes a text without number twice, and finds the repetition', async () => {
    const text = example.replace('Số: 18/TB-VPUBND', '');
    const codes = async () => (await imported(text)).findings.map(({ code }: { code: string }) => code);
    expect(await codes()).not.toContain('POSSIBLE_REPEAT');
    expect(await codes()).toContain('POSSIBLE_REPEAT');
  });

  it.each([
    ['nothing', '', undefined, 'DIRECTIVE_NOT_RECOGNISED'],
    ['a text that is no notice', 'Xin chào', undefined, 'DIRECTIVE_NOT_RECOGNISED'],
    ['too long a text', 'a'.repeat(200_001), undefined, 'TEXT_TOO_LONG'],
    ['an issuer that does not exist', example, 'nobody', 'AGENCY_UNKNOWN'],
  ])('refuses %s with a sentence in both languages', async (_, text, issuer, code) => {
    expect(await imported(text, { issuer })).toEqual({
      __typename: 'DirectiveRefused',
      code,
      field: code === 'AGENCY_UNKNOWN' ? 'issuer' : 'text',
      message: expect.stringMatching(/\.$/u),
      messageEn: expect.stringMatching(/\.$/u),
    });
  });
  it('takes the largest document that it accepts', async () => {
    const recipients = Array.from({ length: 142 }, (_, at) => `- ${'Ủy ban '.repeat(140)}${at};`).join('\n');
    const text = numbered(7).replace('- Công an tỉnh;', `${recipients}\n- Công an tỉnh;`);
    expect((await importing(text, { fields: 'id recipients { text }' })).data.importDirective.recipients).toHaveLength(
      150,
    );
  });

  it.each(['\u{1f600}', '\u0001\u0002', '\u{1d400} '])('keeps a document full of %j whole characters', async (unit) => {
    const long = unit.repeat(330);
    const text = numbered(70 + keys)
      .replace('- Công an tỉnh;', `- Sở ${long};\n- Công an tỉnh;`)
      .replace('5. Giao Công an tỉnh', `5. Giao Công an tỉnh, Sở A${long}`)
      .replace('TB-VPUBND', `TB-${unit.trim().repeat(70)}`);
    expect((await imported(text, { fields: 'id' })).__typename).toBe('Directive');
  });

  it('lets in only whose duty it is', async () => {
    const answers = [
      await importing(numbered(8), { principal: { roles: ['receptionist'] } }),
      await importing(numbered(8), { principal: { agencyId: null } }),
      await ask('{ directives { totalCount } }', {}, { roles: ['citizen'] }),
    ];
    expect(answers.map(({ errors }) => errors?.[0].message)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('lists the newest import first, page by page, without loss or repetition', async () => {
    const total = await count('directive');
    const seen: string[] = [];
    const read = async (after: string | null): Promise<string | null> => {
      const source = `query ($after: String) {
        directives(first: 3, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`;
      const { nodes, totalCount, pageInfo } = (await ask(source, { after })).data.directives;
      expect(totalCount).toBe(total);
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      return pageInfo.hasNextPage ? pageInfo.endCursor : null;
    };
    for (let after = await read(null); after;) after = await read(after);
    expect(seen).toHaveLength(total);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
  it('takes a cursor or an id that is not ours for what it is', async () => {
    const foreign = Buffer.from('["x"]').toString('base64url');
    expect((await ask(`{ directives(after: "${foreign}") { totalCount } }`)).errors?.[0].extensions.code).toBe(
      'BAD_USER_INPUT',
    );
    expect(await ask('{ directive(id: "x") { id } }')).toMatchObject({ data: { directive: null } });
    expect(await ask(`{ directive(id: "${agencyId}") { id } }`)).toMatchObject({ data: { directive: null } });
  });

  it('answers 100 references with one statement, and all agencies they name with one more', async () => {
    const { rows } = await pool.query<{ id: string }>('select id from directive order by id');
    const ids = Array.from(
      { length: 100 },
      (_, at) => rows[at]?.id ?? `0190a000-0000-7000-9000-${String(at).padStart(12, '0')}`,
    );
    const representations = ids.map((id) => ({ __typename: 'Directive', id }));
    const counter = countStatements(pool, readerPool);
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
         ... on Directive { id title tasks { lead { text agency { code } } } recipients { agency { code } } } } }`,
      { representations },
    );
    counter.stop();
    expect(errors).toBeUndefined();
    expect(data._entities.filter(Boolean)).toHaveLength(rows.length);
    expect(counter.statements).toHaveLength(2);
  });
});
