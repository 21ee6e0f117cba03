import { readdir, readFile } from 'node:fs/promises';
import { silentCanaries } from './lint-canary';
import { lawInApps } from './no-law-in-apps';
import { lawInCode } from './law-in-code';
import { lawWords } from './law-words';

const words = lawWords();
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
    ['a day', 'const from = "2026-07-01"', 'date: 2026-07-01'],
    ['a holiday in a sentence', 'const text = "Nghỉ Quốc khánh"', 'holiday: Quốc khánh'],
    ['a statutory form', 'const form = `02/XLD`', 'form: 02/XLD'],
    ['a form of a document', 'const form = "TT 05/2021 Mẫu 01"', 'form: TT 05/2021 Mẫu 01'],
    ['an array of states', '["RECEIVED", "PROPOSED_ACCEPT"]', 'states: RECEIVED, PROPOSED_ACCEPT'],
    ['a union of states', 'type Open = "RECEIVED" | "IN_STUDY"', 'states: RECEIVED, IN_STUDY'],
    ['an enum of states', 'enum Open { RECEIVED = 1, IN_STUDY }', 'states: RECEIVED, IN_STUDY'],
    ['a table of states', 'const labels = { RECEIVED: "a", IN_STUDY: "b" }', 'states: RECEIVED, IN_STUDY'],
    ['a state compared', 'found.state !== "RECEIVED"', 'states: state compared with RECEIVED'],
    ['a state looked up', '["RECEIVED"].includes(state)', 'states: state compared with RECEIVED'],
    ['a state chosen by', 'switch (found.state) { case "RECEIVED": }', 'states: state compared with RECEIVED'],
  ])('is reported: %s', (_, code, what) => {
    expect(found(code)).toEqual([what]);
  });

  it.each([
    ['the day before', 'addDays(from, -1)'],
    ['a count that begins', 'let days = 0'],
    ['a number of days that is asked for', 'addDays(from, rule.count)'],
    ['the length of a day in another unit', 'const MILLISECONDS_PER_DAY = 86_400_000'],
    ['a description for readers of the graph', 'Field({ description: "Such as 01/TCD" })'],
    ['the status of something else', 'petition.status === "RECEIVED"'],
    ['one state handed on', 'const opened = { state: "RECEIVED" }'],
    ['an enum of the graph in full', '["ISSUED", "ACCEPTED", "REPORTED", "RETURNED", "DONE", "CANCELLED"]'],
    ['where a module stands', 'import { x } from "./2026-07-01"'],
  ])('is not seen in what is none: %s', (_, code) => {
    expect(found(code)).toEqual([]);
  });

  it('is seen in part of an enum of the graph', () => {
    expect(found('["ACCEPTED", "RETURNED"]')).toHaveLength(1);
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
