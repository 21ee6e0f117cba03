import type { GraphQLSchema } from 'graphql';
import type { Principal } from '@tiepdan/access';
import { loadLaw } from '@tiepdan/law';
import { asking } from '@tiepdan/service-world';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import type { CalendarBook } from '../calendar/calendar-book';
import { DeadlineResolver } from '../clocks/deadline.resolver';
import { ComputeDeadlineResolver } from './compute-deadline.resolver';
import { RuleResolver } from './rule.resolver';

const law = loadLaw('libs/law/data');
const answersLaw = () => Promise.resolve(law);
/** The calendar of the files, of which nobody has changed a day. */
const book: CalendarBook = { newest: () => law, lawIn: answersLaw, lawAt: answersLaw, refresh: answersLaw };
const now = () => new Date('2026-08-27T03:00:00Z');

let schema: GraphQLSchema;
beforeAll(async () => {
  const resolvers = [new ComputeDeadlineResolver(book), new RuleResolver(book, now), new DeadlineResolver(book, now)];
  ({ schema } = await buildSubgraph<SubgraphContext>({ resolvers }));
});

const ask = (source: string, variables: object = {}, roles: Principal['roles'] = ['citizen']) =>
  asking(schema, { id: 'someone', agencyId: null, roles })(source, { variables });

const WHAT_IF = `query ($input: ComputeDeadlineInput!) { computeDeadline(input: $input) { __typename
  ... on Deadline { rule label startedOn dueOn status metOn daysLeft legalBasis evidence
    explanation { ruleVersion unit count text steps { kind from to days reason } } }
  ... on DeadlineRefused { code message messageEn field basis: legalBasis } } }`;
const whatIf = async (input: object) => (await ask(WHAT_IF, { input })).data.computeDeadline;

describe('a deadline asked for without a case', () => {
  it.each([
    ['working days over the National Day', 'kn.accept.first.max', '2026-08-24', {}, '2026-09-07'],
    ['the rule of the day before the change', 'kn.accept.first.max', '2026-06-30', {}, '2026-07-10'],
    ['calendar days from a Sunday', 'xld.process_don.max', '2026-07-05', {}, '2026-07-15'],
    ['a swapped Friday', 'tcd.refusal_notice.max', '2026-08-21', {}, '2026-08-25'],
    ['expected days', 'tc.transfer.max', '2027-04-26', {}, '2027-05-05'],
    ['counting back', 'tcd.schedule_posting.min_before', '2026-07-13', {}, '2026-07-06'],
    [
      'a pause',
      'tc.resolve.normal.max',
      '2026-03-02',
      { pauses: [{ from: '2026-03-10', to: '2026-03-18' }] },
      '2026-04-09',
    ],
    ['an extension', 'tc.resolve.normal.max', '2026-07-31', { extensions: 1 }, '2026-09-29'],
    ['two extensions', 'tc.resolve.normal.max', '2026-07-31', { extensions: 2 }, '2026-10-29'],
  ])('is the day of the law: %s', async (_, rule, startedOn, inputs, dueOn) => {
    expect(await whatIf({ rule, startedOn, ...inputs })).toMatchObject({
      __typename: 'Deadline',
      rule,
      startedOn,
      dueOn,
    });
  });

  it('runs, is not met, and explains itself with its pauses and extensions', async () => {
    const pauses = [{ from: '2026-03-10', to: '2026-03-18' }];
    const found = await whatIf({ rule: 'tc.resolve.normal.max', startedOn: '2026-03-02', pauses, extensions: 1 });
    expect(found).toMatchObject({
      status: 'RUNNING',
      metOn: null,
      evidence: 'ASSUMED',
      legalBasis: 'Luật TC Đ.30 k.1',
    });
    const kinds = found.explanation.steps.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['START', 'COUNTED', 'PAUSED', 'COUNTED', 'EXTENDED', 'ROLLED', 'DUE']);
    expect(found.explanation.steps.at(-1).to).toBe(found.dueOn);
    expect(found.explanation.text).toContain('gia hạn lần 1');
    expect(found.daysLeft).toBeLessThan(0);
  });

  it('is extended no further than the complexity told allows, and names the ground of a pause', async () => {
    const denunciation = { rule: 'tc.resolve.normal.max', startedOn: '2026-07-31' };
    expect(await whatIf({ ...denunciation, extensions: 2, complexity: 'COMPLEX' })).toMatchObject({
      code: 'EXTENSION_BEYOND_LAW',
    });
    expect(await whatIf({ ...denunciation, extensions: 1, complexity: 'COMPLEX' })).toMatchObject({
      dueOn: '2026-09-29',
    });
    const pauses = [{ from: '2026-08-10', to: '2026-08-12', ground: 'EXPERT_ASSESSMENT' }];
    expect((await whatIf({ ...denunciation, pauses })).explanation.text).toContain('trưng cầu giám định');
  });

  it('takes pauses in any order', async () => {
    const pauses = [
      { from: '2026-03-20', to: '2026-03-25' },
      { from: '2026-03-10', to: '2026-03-18' },
    ];
    const input = { rule: 'tc.resolve.normal.max', startedOn: '2026-03-02' };
    expect(await whatIf({ ...input, pauses })).toEqual(await whatIf({ ...input, pauses: pauses.toReversed() }));
  });

  const complaint = { rule: 'kn.accept.first.max', startedOn: '2026-08-24' };
  const denunciation = { rule: 'tc.resolve.normal.max', startedOn: '2026-03-02' };
  const pause = { from: '2026-03-10', to: '2026-03-18' };
  it.each([
    ['an unknown rule', { ...complaint, rule: 'kn.nope' }, 'UNKNOWN_RULE', 'rule'],
    ['a rule without a date', { ...complaint, rule: 'tcd.group.5_to_10.max_people' }, 'RULE_HAS_NO_DATE', 'rule'],
    ['a rule not in force yet', { ...complaint, startedOn: '2010-01-04' }, 'RULE_NOT_IN_FORCE', 'startedOn'],
    ['a year without calendar', { ...complaint, startedOn: '2031-03-03' }, 'CALENDAR_UNKNOWN', 'startedOn'],
    [
      'a pause turned round',
      { ...denunciation, pauses: [pause, { from: '2026-03-25', to: '2026-03-24' }] },
      'PAUSE_ENDS_BEFORE_IT_BEGINS',
      'pauses.1',
    ],
    ['a pause of a rule that cannot pause', { ...complaint, pauses: [pause] }, 'PAUSE_NOT_ALLOWED', 'pauses.0'],
    ['an extension of a rule that has none', { ...complaint, extensions: 1 }, 'EXTENSION_NOT_ALLOWED', 'extensions'],
    ['more extensions than the law allows', { ...denunciation, extensions: 3 }, 'EXTENSION_BEYOND_LAW', 'extensions'],
    ['less than no extension', { ...denunciation, extensions: -1 }, 'EXTENSION_MALFORMED', 'extensions'],
  ])('is refused with code and field in both languages: %s', async (_, input, code, field) => {
    const refused = await whatIf(input);
    expect(refused).toMatchObject({ __typename: 'DeadlineRefused', code, field });
    expect(refused.message).toMatch(/[ạấầẩậăắằéêếệđóôốơớưữịừộ]/);
    expect(refused.messageEn).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
  });

  it('names the year that is missing, and the basis of a refused pause', async () => {
    expect((await whatIf({ ...complaint, startedOn: '2030-12-30' })).message).toContain('2031');
    expect((await whatIf({ ...denunciation, extensions: 3 })).basis).toBe('Luật TC Đ.30 k.3');
  });

  it('is no answer to a day that does not exist, nor to more pauses than anybody has', async () => {
    for (const input of [
      { ...complaint, startedOn: '2026-02-30' },
      { ...denunciation, pauses: Array.from({ length: 101 }, () => pause) },
    ])
      expect((await ask(WHAT_IF, { input })).errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

const RULES = `query ($asOf: Date, $text: String, $first: Int, $after: String) {
  rules(asOf: $asOf, text: $text, first: $first, after: $after) {
    nodes { key value unit validFrom validTo inForce } pageInfo { hasNextPage endCursor } } }`;
const rulesOf = async (variables: object = {}) => (await ask(RULES, { first: 100, ...variables })).data.rules;

describe('the rules as of a day', () => {
  it('come page by page by key, without gap or repeat', async () => {
    const keys: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await rulesOf({ first: 7, after });
      keys.push(...nodes.map(({ key }: { key: string }) => key));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    const inForce = [...law.rules].filter(([, versions]) =>
      versions.some(
        ({ validFrom, validTo }) => validFrom <= '2026-08-27' && (validTo === null || validTo >= '2026-08-27'),
      ),
    );
    expect(keys).toEqual(inForce.map(([key]) => key).sort());
  });

  it('differ from one day to the next where the law changed', async () => {
    const acceptOn = async (asOf: string) =>
      (await rulesOf({ asOf, text: 'kn.accept.first.max' })).nodes as Record<string, unknown>[];
    expect(await acceptOn('2026-06-30')).toEqual([
      {
        key: 'kn.accept.first.max',
        value: '10',
        unit: 'CALENDAR_DAY',
        validFrom: '2012-07-01',
        validTo: '2026-06-30',
        inForce: true,
      },
    ]);
    expect(await acceptOn('2026-07-01')).toEqual([
      {
        key: 'kn.accept.first.max',
        value: '7',
        unit: 'WORKING_DAY',
        validFrom: '2026-07-01',
        validTo: null,
        inForce: true,
      },
    ]);
  });

  it('are found by a part of the label without accents, or of the basis', async () => {
    const keysFor = async (text: string) => (await rulesOf({ text })).nodes.map(({ key }: { key: string }) => key);
    expect(await keysFor('THU LY KHIEU NAI LAN DAU')).toContain('kn.accept.first.max');
    expect(await keysFor('Luật TC Đ.30')).toContain('tc.resolve.normal.max');
    expect(await keysFor('không có quy định này')).toEqual([]);
  });

  it('refuse a cursor that is not theirs and a page of no size', async () => {
    for (const variables of [{ after: 'x' }, { first: 0 }, { first: 101 }])
      expect((await ask(RULES, variables)).errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

const RULE = `query ($key: ID!, $asOf: Date) { rule(key: $key, asOf: $asOf) {
  key label labelEn value unit unitLabel startEvent legalBasis validFrom validTo evidence evidenceTags inForce
  predecessor { value inForce predecessor { value } successor { value } } successor { value inForce validFrom } } }`;
const ruleOf = async (key: string, asOf?: string) => (await ask(RULE, { key, asOf })).data.rule;

describe('one rule', () => {
  it('is linked to the version before and the version after it', async () => {
    const old = await ruleOf('kn.accept.first.max', '2026-06-30');
    expect(old).toMatchObject({ value: '10', inForce: true, predecessor: null });
    expect(old.successor).toEqual({ value: '7', inForce: false, validFrom: '2026-07-01' });
    const today = await ruleOf('kn.accept.first.max');
    expect(today).toMatchObject({ value: '7', inForce: true, successor: null });
    expect(today.predecessor).toEqual({ value: '10', inForce: false, predecessor: null, successor: { value: '7' } });
  });

  it('carries label, basis and how sure its figure is', async () => {
    expect(await ruleOf('kn.accept.first.max')).toMatchObject({
      label: 'Thời hạn thụ lý khiếu nại lần đầu',
      labelEn: 'Acceptance of a first complaint',
      unitLabel: 'ngày làm việc',
      legalBasis: expect.stringContaining('Luật KN Đ.27'),
      evidence: 'CONFIRMED',
      evidenceTags: ['S25'],
    });
  });

  it('that has ended or has not begun is shown as not in force', async () => {
    expect(await ruleOf('tcd.freq.district_chair.min')).toMatchObject({ inForce: false, validTo: '2025-06-30' });
    expect(await ruleOf('tcd.refusal_notice.max', '2026-06-30')).toMatchObject({
      inForce: false,
      validFrom: '2026-07-01',
    });
  });

  it('is null when nobody knows the key', async () => {
    expect(await ruleOf('kn.nope')).toBeNull();
  });
});

it('shows the law to every officer and citizen, and to nobody without a duty', async () => {
  const questions = ['{ rule(key: "x") { key } }', '{ rules { nodes { key } } }'];
  const input = { rule: 'kn.accept.first.max', startedOn: '2026-08-24' };
  for (const role of ['citizen', 'receptionist', 'administrator'] as const) {
    for (const question of questions) expect((await ask(question, {}, [role])).errors).toBeUndefined();
    expect((await ask(WHAT_IF, { input }, [role])).errors).toBeUndefined();
  }
  for (const question of questions)
    expect((await ask(question, {}, ['service'])).errors?.[0].message).toBe('FORBIDDEN');
  expect((await ask(WHAT_IF, { input }, [])).errors?.[0].message).toBe('FORBIDDEN');
});
