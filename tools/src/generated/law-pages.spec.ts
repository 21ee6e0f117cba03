import { loadLaw } from '@tiepdan/law';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lawRulesPage } from './law-rules-page';
import { ASSUMED_MARK } from './markdown';
import { readOpenQuestions, unansweredAbout } from './open-questions';
import { openQuestionsPage } from './open-questions-page';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'law-pages-'));
  cpSync('libs/law/data', directory, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

function change(file: string, found: string, replacement: string): void {
  const text = readFileSync(join(directory, file), 'utf8');
  if (!text.includes(found)) throw new Error(`${found} does not stand in ${file}`);
  writeFileSync(
    join(directory, file),
    text.replace(found, () => replacement),
  );
}

const rulesOf = () => [...loadLaw(directory).rules.values()].flat();
const linesWith = (page: string, key: string): string[] =>
  page.split('\n').filter((line) => line.includes(`\`${key}\` |`));

describe('the page of rules', () => {
  it('marks every assumed figure, at the top and in its place, and no other', () => {
    const page = lawRulesPage(directory).content;
    const rules = rulesOf();
    expect(rules.filter(({ evidence }) => evidence === 'ASSUMED').length).toBeGreaterThan(0);
    for (const { key, evidence } of rules.filter(({ validTo }) => validTo === null)) {
      const marked = linesWith(page, key).filter((line) => line.startsWith(`| ${ASSUMED_MARK} `));
      expect([key, marked.length]).toEqual([key, evidence === 'ASSUMED' ? 2 : 0]);
    }
  });

  it('marks a figure as soon as its evidence is less than a source', () => {
    change('rules.psv', 'Luật TCD Đ.24 k.4|2014-07-01||S1', 'Luật TCD Đ.24 k.4|2014-07-01||R-m');
    appendQuestion('rules.psv:tcd.schedule_posting.min_before');
    const marked = linesWith(lawRulesPage(directory).content, 'tcd.schedule_posting.min_before');
    expect(marked.map((line) => line.startsWith(`| ${ASSUMED_MARK} `))).toEqual([true, true]);
    expect(marked[0]).toContain('[X1](open-questions.md)');
  });

  it('shows every rule with its name, basis and certainty, and every code of a list', () => {
    const page = lawRulesPage(directory).content;
    for (const { key, label, labelEn, legalBasis, validFrom, evidenceTags } of rulesOf())
      expect(
        linesWith(page, key).some((line) =>
          [label, labelEn, legalBasis, validFrom, evidenceTags.join(', ')].every((part) => line.includes(part)),
        ),
      ).toBe(true);
    const { codes } = loadLaw(directory);
    for (const { label, legalBasis } of [codes.complaintBars, codes.outcomes, codes.reportingPeriods].flat())
      expect(page.split('\n').some((line) => line.includes(label) && line.includes(legalBasis))).toBe(true);
  });

  it('says in both languages what a figure is counted from', () => {
    const [line] = linesWith(lawRulesPage(directory).content, 'kn.accept.first.max');
    expect(line).toContain('| ngày nhận được khiếu nại<br>_the day the complaint was received_ |');
  });

  it('describes every source, and is refused with one nobody described', () => {
    expect(lawRulesPage(directory).content).toContain('| S25 | Luật 136/2025/QH15, bản quét văn bản ký<br>');
    change('rules.psv', 'Luật TCD Đ.24 k.4|2014-07-01||S1', 'Luật TCD Đ.24 k.4|2014-07-01||S99');
    expect(() => lawRulesPage(directory)).toThrow(/rules\.psv:2: source S99 is not described/);
  });
});

const appendQuestion = (affects: string, status = 'open', id = 'X1') =>
  appendFileSync(
    join(directory, 'open-questions.psv'),
    `${id}|${status}|${affects}|Hỏi?|Asked?|Tạm vậy|So it is|R-m\n`,
  );

describe('the page of open questions', () => {
  it('covers every assumed rule and every reading of ours', () => {
    const questions = readOpenQuestions(directory);
    const page = openQuestionsPage(directory).content;
    const covers = (name: string) => unansweredAbout(questions, name).every(({ question }) => page.includes(question));
    const assumed = rulesOf().filter(({ evidence }) => evidence === 'ASSUMED');
    const conventions = readFileSync(join(directory, 'conventions.psv'), 'utf8').trim().split('\n').slice(1);
    const names = [
      ...assumed.map(({ key }) => `rules.psv:${key}`),
      ...conventions.map((line) => `conventions.psv:${line.split('|')[0]}`),
    ];
    for (const name of names) {
      expect([name, unansweredAbout(questions, name).length > 0]).toEqual([name, true]);
      expect(covers(name)).toBe(true);
    }
  });

  it('names the settings each question affects', () => {
    const line = openQuestionsPage(directory)
      .content.split('\n')
      .find((text) => text.startsWith('| R01 |'));
    expect(line).toContain('`rules.psv:tcd.party.*`');
  });

  it.each([
    [
      'an assumed rule nobody asked about',
      () => change('rules.psv', 'Luật TCD Đ.24 k.4|2014-07-01||S1', 'Luật TCD Đ.24 k.4|2014-07-01||R-m'),
      /rules\.psv:2: rules\.psv:tcd\.schedule_posting\.min_before is assumed and no open question covers it/,
    ],
    [
      'a reading whose question is answered',
      () => change('open-questions.psv', 'C11|reading|', 'C11|answered|'),
      /conventions\.psv:RULE_RECALLED is assumed/,
    ],
    [
      'an assumed code nobody asked about',
      () => change('codes/reception-triggers.psv', 'đ.b|2014-07-01||S1', 'đ.b|2014-07-01||P'),
      /codes\/reception-triggers\.psv:B is assumed/,
    ],
    ['a question about nothing', () => appendQuestion('rules.psv:kn.no.such.*'), /kn\.no\.such\.\* matches no row/],
    ['a number given twice', () => appendQuestion('-', 'open', 'R01'), /question R01 stands twice/],
    ['an unknown state', () => appendQuestion('-', 'forgotten'), /unknown status "forgotten"/],
    ['a question without words', () => change('open-questions.psv', 'Một năm, theo trí nhớ.', ''), /has no words/],
  ])('is refused with %s', (_fault, spoil, message) => {
    spoil();
    expect(() => openQuestionsPage(directory)).toThrow(message);
  });
});
