import { choiceCell, evidencedBy, listCell, readTableFile, tableFault, type Evidenced } from '@tiepdan/dated-table';
import { tableRows } from './table-rows';

const states = ['open', 'reading', 'answered'] as const;

/** A question to the legal staff: still open, read one way by us until somebody decides, or answered by a text. */
export interface OpenQuestion extends Evidenced {
  readonly at: string;
  readonly id: string;
  readonly status: (typeof states)[number];
  /** Rows it is about, each as `table:key`; `*` in a key stands for any letters. */
  readonly affects: readonly string[];
  readonly question: string;
  readonly questionEn: string;
  /** What the software goes by meanwhile. */
  readonly reading: string;
  readonly readingEn: string;
}

const columns = [
  ...(['id', 'status', 'affects', 'question_vi', 'question_en'] as const),
  ...(['reading_vi', 'reading_en', 'evidence'] as const),
];

/**
 * Reads the questions and holds the tables against them.
 * @throws Error naming file and line: a question is numbered twice, lacks words or affects rows that do not exist, or a row
 * of a table is assumed and no question that is open or a reading says so
 */
export function readOpenQuestions(directory: string): readonly OpenQuestion[] {
  const questions = readTableFile(directory, 'open-questions.psv', columns).map((row): OpenQuestion => {
    const words = { question: row.question_vi, questionEn: row.question_en, reading: row.reading_vi };
    if (Object.values({ ...words, reading: row.reading_en }).includes('') || row.reading_vi === '')
      throw tableFault(row, 'a question or its reading has no words');
    return {
      ...evidencedBy(row),
      ...words,
      readingEn: row.reading_en,
      at: row.at,
      id: row.id,
      status: choiceCell(row, 'status', states),
      affects: row.affects === '-' ? [] : listCell(row.affects),
    };
  });
  const rows = tableRows(directory);
  for (const question of questions) {
    if (questions.some((other) => other.id === question.id && other !== question))
      throw tableFault(question, `question ${question.id} stands twice`);
    const stale = question.affects.find((pattern) => !rows.some(({ name }) => matches(pattern, name)));
    if (stale !== undefined) throw tableFault(question, `${stale} matches no row`);
  }
  const unasked = rows.find(
    ({ name, evidence }) => evidence === 'ASSUMED' && unansweredAbout(questions, name).length === 0,
  );
  if (unasked !== undefined) throw tableFault(unasked, `${unasked.name} is assumed and no open question covers it`);
  return questions;
}

/** Questions not answered by a text that are about a row, named `table:key`. */
export const unansweredAbout = (questions: readonly OpenQuestion[], name: string): readonly OpenQuestion[] =>
  questions.filter(({ status, affects }) => status !== 'answered' && affects.some((pattern) => matches(pattern, name)));

const matches = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);
