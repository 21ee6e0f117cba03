import { readdir, readFile } from 'node:fs/promises';
import { silentCanaries } from './lint-canary';
import { lawInApps } from './no-law-in-apps';
import { lawInCode } from './law-in-code';
import { lawWords } from './law-words';

const words = lawWords();
const PETITION_STATUSES = '["RECEIVED", "CLASSIFIED", "LINKED", "SPLIT", "INELIGIBLE", "WITHDRAWN"]';
const found = (code: string) => lawInCode('apps/x/src/y.ts', code, words).map(({ kind, what }) => `${kind}: ${what}`);

describe('law in the source of a service', () => {
  it('stands nowhere today', async () => {
    expect(await lawInApps()).toEqual([]);
  });

  it('is reported with file and line', () => {
    expect(lawInCode('apps/x/src/y.ts', '\n\nconst day = "2026-07-01";', words)).toEqual([
      { kind: 'date', at: 'apps/x/src/y.ts:3', what: '2026-07-01' },
    ]);
  });

  it.each([
    ['days added', 'addDays(from, 10)', 'days: addDays(… 10)'],
    ['days taken away', 'law.addDays(from, -30)', 'days: addDays(… -30)'],
    ['working days', 'nthWorkingNumber(calendar, from, 7)', 'days: nthWorkingNumber(… 7)'],
    ['months', 'addMonths(from, 2 * 6)', 'days: addMonths(… 12)'],
    ['a constant', 'const ACCEPT_DAYS_MAX = 10', 'days: ACCEPT_DAYS_MAX = 10'],
    ['one day', 'const testDays = 1', 'days: testDays = 1'],
    ['a property', 'const limits = { workingDays: 7 }', 'days: workingDays = 7'],
    ['a default', 'function due(days = 10) {}', 'days: days = 10'],
    ['a field of a class', 'class Limit { dueIn = 3 }', 'days: dueIn = 3'],
    ['a table under a name of days', 'const dueDays = { first: 30 }', 'days: dueDays = 30'],
    ['days since a date', 'at.setUTCDate(at.getUTCDate() + 10)', 'days: setUTCDate(… 10)'],
    ['days between', 'daysBetween(from, to) > 30', 'days: daysBetween(…) > 30'],
    ['a day by its number', 'dayNumber(from) + 30', 'days: dayNumber(…) + 30'],
    ['milliseconds', 'start + 10 * 86_400_000', 'days: 10 days of clock time'],
    ['milliseconds in one figure', 'start + 864_000_000', 'days: 10 days of clock time'],
    ['hours, minutes, seconds', 'start + 10 * 24 * 60 * 60 * 1000', 'days: 10 days of clock time'],
    ['seconds', 'start + 10 * 86_400', 'days: 10 days of clock time'],
    ['the length of a day from elsewhere', 'start + 10 * MILLISECONDS_PER_DAY', 'days: 10 days of clock time'],
    ['days by kind', 'const limit = { complaint: 7, denunciation: 10 }', 'days: complaint 7, denunciation 10'],
    ['days by kind in a map', 'new Map([["COMPLAINT", 7], ["FEEDBACK", 30]])', 'days: COMPLAINT 7, FEEDBACK 30'],
    ['SQL that adds days', 'query(`select started_on + 30 from x`)', 'days: SQL started_on + 30'],
    ['SQL that adds to today', 'query("current_date - 30")', 'days: SQL current_date - 30'],
    ['SQL that adds to a parameter', 'query("$1::date + 30")', 'days: SQL $1::date + 30'],
    ['SQL between days', 'query("met_on - started_on > 30")', 'days: SQL met_on - started_on > 30'],
    ['SQL with an interval', `query("now() - interval '30 days'")`, "days: SQL interval '30 days'"],
    ['SQL with a cast', `query("a + '1 month'::interval")`, "days: SQL '1 month'::interval"],
    ['SQL with many a day', `query("a + 30 * interval '1 day'")`, "days: SQL 30 * interval '1 day'"],
    ['SQL with a made interval', 'query("make_interval(days => 30)")', 'days: SQL make_interval(days => 30)'],
    ['a day', 'const from = "2026-07-01"', 'date: 2026-07-01'],
    ['an instant', 'new Date("2027-02-04T00:00:00+07:00")', 'date: 2027-02-04'],
    ['a day as people write it', 'const text = "từ 01/07/2026"', 'date: 01/07/2026'],
    ['a day in parts', 'new Date(2027, 1, 4)', 'date: 2027, 1, 4'],
    ['a day put together', 'const from = "2026-" + "07-01"', 'date: 2026-07-01'],
    ['a day of every year', 'const day = `${year}-09-02`', 'date: ?-09-02'],
    ['a day in SQL', `query("where day >= date '2026-07-01'")`, 'date: 2026-07-01'],
    ['a holiday in a sentence', 'const text = "Nghỉ Quốc khánh"', 'holiday: Quốc khánh'],
    ['a statutory form', 'const form = `02/XLD`', 'form: 02/XLD'],
    ['a form of the catalogue', 'const form = "ND31/04"', 'form: ND31/04'],
    ['a form whose number nobody knows', 'const form = "KS/QD-BAO-VE"', 'form: KS/QD-BAO-VE'],
    ['the form with the longer code', 'const form = "ND124/14a"', 'form: ND124/14a'],
    ['a form of a document', 'const form = "TT 05/2021 Mẫu 01"', 'form: TT 05/2021 Mẫu 01'],
    ['an array of states', '["RECEIVED", "PROPOSED_ACCEPT"]', 'states: RECEIVED, PROPOSED_ACCEPT'],
    ['a union of states', 'type Open = "RECEIVED" | "IN_STUDY"', 'states: RECEIVED, IN_STUDY'],
    ['an enum of states', 'enum Open { RECEIVED = 1, IN_STUDY }', 'states: RECEIVED, IN_STUDY'],
    ['a table of states', 'const labels = { RECEIVED: "a", IN_STUDY: "b" }', 'states: RECEIVED, IN_STUDY'],
    ['states in a text', '"RECEIVED,IN_STUDY".split(",")', 'states: RECEIVED, IN_STUDY'],
    ['states in a pattern', '/^(RECEIVED|IN_STUDY)$/.test(word)', 'states: RECEIVED, IN_STUDY'],
    ['a state compared', 'found.state !== "RECEIVED"', 'states: state compared with RECEIVED'],
    ['a stage compared', 'found.stage === "VERIFYING"', 'states: stage compared with VERIFYING'],
    ['a status compared', 'status === "ACCEPTED"', 'states: status compared with ACCEPTED'],
    ['the next state compared', 'nextState === "ACCEPTED"', 'states: nextState compared with ACCEPTED'],
    ['a state under its name in quotes', 'row["state"] === "RECEIVED"', 'states: state compared with RECEIVED'],
    ['a state looked up', '["RECEIVED"].includes(state)', 'states: state compared with RECEIVED'],
    ['a state in a pattern', 'found.state.match(/^ACCEPTED$/)', 'states: state compared with ACCEPTED'],
    ['a state as a key', '({ ACCEPTED: true })[found.state]', 'states: state compared with ACCEPTED'],
    ['a state chosen by', 'switch (found.state) { case "RECEIVED": }', 'states: state compared with RECEIVED'],
    ['SQL that compares', `query("where c.state = 'ACCEPTED'")`, 'states: SQL state compared with ACCEPTED'],
    ['SQL that leaves out', `query("stage <> 'CLOSED'")`, 'states: SQL stage compared with CLOSED'],
    ['SQL with an array', `query("state = any('{ACCEPTED}')")`, 'states: SQL state compared with ACCEPTED'],
    ['SQL that chooses', `query("case state when 'ACCEPTED' then 1 end")`, 'states: SQL case of ACCEPTED'],
    ['SQL with a list', `query("x in ('ACCEPTED', 'VERIFIED')")`, 'states: SQL ACCEPTED, VERIFIED'],
  ])('is reported: %s', (_, code, what) => {
    expect(found(code)).toEqual([what]);
  });

  it.each([
    ['of days', 'const LIMIT = 10; addDays(from, LIMIT)', 'days: addDays(… 10)'],
    ['in a table', 'const limits = { first: 30 }; addDays(from, limits.first)', 'days: addDays(… 30)'],
    ['in a typed table', 'const l: Record<string, number> = { a: 30 }; addDays(from, l[kind])', 'days: addDays(… 30)'],
    ['in a map', 'const l = new Map([["a", 30]]); addDays(from, l.get(kind) ?? 0)', 'days: addDays(… 30)'],
    ['in an enum', 'enum Limit { First = 30 }; addDays(from, Limit.First)', 'days: addDays(… 30)'],
    ['in a class', 'class A { limit = 30; due(from) { return addDays(from, this.limit); } }', 'days: addDays(… 30)'],
    ['as a default', 'function due(from, limit = 30) { return addDays(from, limit); }', 'days: addDays(… 30)'],
    ['given back', 'const limitOf = () => 30; addDays(from, limitOf())', 'days: addDays(… 30)'],
    ['read from a text', 'addDays(from, Number("30"))', 'days: addDays(… 30)'],
    ['of milliseconds', 'const DAY = 86_400_000; start + 10 * DAY', 'days: 10 days of clock time'],
    ['of states', 'const OPEN = ["ACCEPTED"]; OPEN.includes(x.state)', 'states: state compared with ACCEPTED'],
    ['of a set', 'const OPEN = new Set(["ACCEPTED"]); OPEN.has(x.state)', 'states: state compared with ACCEPTED'],
    ['of one state', 'const OPEN = "ACCEPTED"; x.state === OPEN', 'states: state compared with ACCEPTED'],
    ['in SQL', `const OPEN = "'ACCEPTED'"; query(\`state = \${OPEN}\`)`, 'states: SQL state compared with ACCEPTED'],
  ])('is reported behind a name of the file: %s', (_, code, what) => {
    expect(found(code)).toEqual([what]);
  });

  it('is reported for either side of a choice', () => {
    expect(found('addDays(from, isComplaint ? 7 : 10)')).toEqual(['days: addDays(… 7)', 'days: addDays(… 10)']);
  });

  it('is reported for every state an SQL list names', () => {
    expect(found(`query("state in ('ACCEPTED', 'VERIFYING')")`)).toEqual([
      'states: SQL state compared with ACCEPTED',
      'states: SQL state compared with VERIFYING',
    ]);
  });

  it.each([
    ['the day before', 'addDays(from, -1)'],
    ['a count that begins', 'let days = 0'],
    ['a number of days that is asked for', 'addDays(from, rule.count)'],
    [
      'another number of the same name elsewhere',
      'const f = () => { const n = 10; }; const g = (n) => addDays(from, n)',
    ],
    ['the length of a day in another unit', 'const MILLISECONDS_PER_DAY = 86_400_000'],
    ['the length of a day under a short name', 'const DAY = 86_400_000'],
    ['days that become milliseconds', 'start + days * 86_400_000'],
    ['a short wait', 'setTimeout(retry, 5 * 60 * 1000)'],
    ['an order of kinds', 'const order = { COMPLAINT: 0, DENUNCIATION: 1, PROPOSAL: 2 }'],
    ['SQL of the day after', 'query("select day + 1 where due_on - 1 < $1")'],
    ['SQL with a short interval', `query("now() + $2 * interval '1 millisecond'")`],
    ['SQL with a number of a column', 'query("update x set version = version + 2")'],
    ['SQL about another state', `query("where status in ('RUNNING', 'PAUSED')")`],
    ['SQL about the status of a task', `query("where task.status = 'ACCEPTED'")`],
    ['a description for readers of the graph', 'Field({ description: "Such as 01/TCD" })'],
    ['the status of something else', 'petition.status === "RECEIVED"'],
    ['the status of something else by its type', 'const f = (found: Petition) => found.status === "RECEIVED"'],
    ['the status of an answer', 'response.status === 404'],
    ['one state handed on', 'const opened = { state: "RECEIVED" }'],
    ['an enum of the graph in full', `const petitionStatuses = ${PETITION_STATUSES}`],
    ['where a module stands', 'import { x } from "./2026-07-01"'],
    ['what only looks like a day', 'const id = "00000000-0000-4000-8000-000000000001"'],
  ])('is not seen in what is none: %s', (_, code) => {
    expect(found(code)).toEqual([]);
  });

  it.each([
    ['part of an enum of the graph', 'const petitionStatuses = ["RECEIVED", "SPLIT"]'],
    [
      'the states of a task',
      'const taskStatuses = ["ISSUED", "ACCEPTED", "REPORTED", "RETURNED", "DONE", "CANCELLED"]',
    ],
    ['an enum of the graph under another name', `const openStates = ${PETITION_STATUSES}`],
    [
      'an enum of the graph that lists the stages',
      `const caseStages = ${JSON.stringify(words.graphEnums.find(({ name }) => name === 'CaseStage')!.values)}`,
    ],
  ])('is seen in %s', (_, code) => {
    expect(found(code)).toHaveLength(1);
  });
});

it('is proved by fixtures of every kind, none of which stays silent', async () => {
  const folder = 'tools/lint-canary/fixtures';
  const fixtures = await Promise.all(
    (await readdir(folder)).map(async (name) => readFile(`${folder}/${name}`, 'utf8')),
  );
  const kinds = fixtures.flatMap((text) => /^\/\/ breaks: no-law-in-apps\/(\w+)$/m.exec(text)?.[1] ?? []);
  expect([...new Set(kinds)].sort()).toEqual(['date', 'days', 'form', 'holiday', 'states']);
  expect(await silentCanaries('no-law-in-apps/')).toEqual([]);
});
