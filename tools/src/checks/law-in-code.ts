import ts from 'typescript';
import { dayFaults } from './law-in-code-days';
import { sqlFaults } from './law-in-code-sql';
import { stateFaults } from './law-in-code-states';
import type { LawWords } from './law-words';
import { openSource, type SourceValues } from './source-values';

export interface LawInCode {
  readonly kind: 'days' | 'date' | 'holiday' | 'form' | 'states';
  /** File and line. */
  readonly at: string;
  readonly what: string;
}

export type Fault = readonly [LawInCode['kind'], string];

const MONTH_AND_DAY = '(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const DATE = new RegExp(`(?<![\\d-])(?:\\d{4}-${MONTH_AND_DAY}|\\d{1,2}/\\d{1,2}/\\d{4})(?![\\d-])`, 'g');
/** A day of every year: `07-01` alone, or after a year that is not known. */
const YEARLY_DATE = new RegExp(`^${MONTH_AND_DAY}$|(?:^|\\?)-${MONTH_AND_DAY}(?![\\d-])`);
const DOCUMENT_FORM = /Mẫu (số )?\d/;

/**
 * Figures, days, forms and states of the law that stand in a source file instead of being asked for. Constants, members of
 * tables, choices and returned values are followed within the file; SQL is read as text.
 *
 * Not seen: a value that comes from another file, from the environment or from data; one assigned after its declaration, or
 * put together by a loop or by string functions; a number under a name that tells nothing and that is not counted, compared
 * or multiplied in this file; hours and minutes; a state handed on as the value of an SQL parameter, a single one in a list
 * that is not compared here, or one under a name that is not state, stage or status; weekdays; descriptions for readers of
 * the graph; files that are not TypeScript.
 */
export function lawInCode(file: string, text: string, words: LawWords): LawInCode[] {
  const values = openSource(file, text);
  const { source } = values;
  const found = new Map<string, LawInCode>();
  const visit = (node: ts.Node): void => {
    for (const [kind, what] of faultsOf(node, values, words)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const at = `${file}:${line + 1}`;
      found.set(`${at} ${kind} ${what}`, { kind, at, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

const faultsOf = (node: ts.Node, values: SourceValues, words: LawWords): Fault[] => [
  ...dayFaults(node, values),
  ...builtDates(node, values),
  ...writtenTexts(node, values).flatMap((text) => [...textFaults(text, words), ...sqlFaults(text, words)]),
  ...stateFaults(node, values, words),
];

/** `new Date(2027, 1, 4)`, `Date.UTC(2027, 1, 4)`. */
function builtDates(node: ts.Node, { numbers }: SourceValues): Fault[] {
  const isBuilt =
    (ts.isNewExpression(node) && node.expression.getText() === 'Date') ||
    (ts.isCallExpression(node) && node.expression.getText() === 'Date.UTC');
  const parts = isBuilt ? (node.arguments ?? []).slice(0, 3).flatMap((part) => numbers(part).slice(0, 1)) : [];
  return parts.length === 3 ? [['date', parts.join(', ')]] : [];
}

/** A whole text: neither a part of a longer one, nor what people or the compiler read and nothing decides by. */
function writtenTexts(node: ts.Node, { texts }: SourceValues): readonly string[] {
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken);
  if (!isText || isProse(node)) return [];
  const isPart = ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isPart && texts(node.parent).length > 0 ? [] : texts(node);
}

function isProse({ parent }: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'description';
}

function textFaults(text: string, { holidays, forms }: LawWords): Fault[] {
  const faults = (text.match(DATE) ?? []).map((date): Fault => ['date', date]);
  if (faults.length === 0 && YEARLY_DATE.test(text)) faults.push(['date', text]);
  for (const name of holidays) if (text.includes(name)) faults.push(['holiday', name]);
  const named = forms.filter((form) => text.includes(form));
  for (const form of named)
    if (!named.some((longer) => longer !== form && longer.includes(form))) faults.push(['form', form]);
  if (DOCUMENT_FORM.test(text)) faults.push(['form', text]);
  return faults;
}
