import ts from 'typescript';
import { listName, type LawWords } from './law-words';

export interface LawInCode {
  readonly kind: 'days' | 'date' | 'holiday' | 'form' | 'states';
  /** File and line. */
  readonly at: string;
  readonly what: string;
}

const COUNTING_CALL = /^(add(Calendar|Working)?(Days|Weeks|Months|Years)|nth[A-Z]\w*)$/;
const PLAIN_STEP_MAX = 1;
/** A name that speaks of days, but not of the length of one in another unit. */
const DAYS_NAME = /days?$|days?[_A-Z]|workingDays|dueIn|thờiHạn|thoiHan|thời hạn/i;
const CONVERSION_NAME = /per_?day/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DOCUMENT_FORM = /Mẫu (số )?\d/;

/** Figures, days, forms and states of the law that stand in a source file instead of being asked for. */
export function lawInCode(file: string, text: string, words: LawWords): LawInCode[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: LawInCode[] = [];
  const visit = (node: ts.Node): void => {
    for (const [kind, what] of faultsOf(node, words)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ kind, at: `${file}:${line + 1}`, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Fault = readonly [LawInCode['kind'], string];

const faultsOf = (node: ts.Node, words: LawWords): Fault[] => [
  ...daysCounted(node),
  ...daysNamed(node),
  ...(ts.isStringLiteralLike(node) && !isProse(node) ? textFaults(node.text, words) : []),
  ...stateList(node, words),
  ...stateCompared(node, words),
];

function daysCounted(node: ts.Node): Fault[] {
  if (!ts.isCallExpression(node)) return [];
  const name = lastName(node.expression);
  if (name === undefined || !COUNTING_CALL.test(name)) return [];
  return node.arguments.map(numberIn).flatMap((number): Fault[] =>
    // The day before and the day after belong to arithmetic of half-open spans.
    number === undefined || Math.abs(number) <= PLAIN_STEP_MAX ? [] : [['days', `${name}(… ${number})`]],
  );
}

function daysNamed(node: ts.Node): Fault[] {
  const isNamed =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isEnumMember(node) ||
    ts.isBindingElement(node);
  if (!isNamed || node.initializer === undefined) return [];
  const name = node.name.getText();
  const number = numberIn(node.initializer);
  // Whoever counts days begins with none.
  if (number === undefined || number === 0) return [];
  return DAYS_NAME.test(name) && !CONVERSION_NAME.test(name) ? [['days', `${name} = ${number}`]] : [];
}

function textFaults(text: string, { holidays, forms }: LawWords): Fault[] {
  const faults: Fault[] = [];
  if (DATE.test(text)) faults.push(['date', text]);
  for (const name of holidays) if (text.includes(name)) faults.push(['holiday', name]);
  for (const form of forms) if (text.includes(form)) faults.push(['form', form]);
  if (DOCUMENT_FORM.test(text)) faults.push(['form', text]);
  return faults;
}

/** What a description or a part of a module's address says is read by people or by the compiler, and decides nothing. */
function isProse({ parent }: ts.StringLiteralLike): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'description';
}

function stateList(node: ts.Node, { states, graphEnums }: LawWords): Fault[] {
  const values = new Set(valuesOf(node));
  const known = [...values].filter((value) => states.has(value));
  if (known.length < 2 || graphEnums.has(listName(values))) return [];
  return [['states', known.join(', ')]];
}

function valuesOf(node: ts.Node): string[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textIn);
  if (ts.isUnionTypeNode(node))
    return node.types.flatMap((type) => (ts.isLiteralTypeNode(type) ? textIn(type.literal) : []));
  if (ts.isEnumDeclaration(node)) return node.members.flatMap(({ name }) => nameIn(name));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap(({ name }) => (name === undefined ? [] : nameIn(name)));
  return [];
}

function stateCompared(node: ts.Node, { states }: LawWords): Fault[] {
  const isState = (side: ts.Expression) => lastName(side) === 'state';
  const literals = (...sides: ts.Expression[]) => sides.flatMap(textIn).filter((text) => states.has(text));
  if (ts.isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind) && [node.left, node.right].some(isState))
    return literals(node.left, node.right).map((text) => ['states', `state compared with ${text}`]);
  if (ts.isSwitchStatement(node) && isState(node.expression)) {
    const cases = node.caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []));
    return literals(...cases).map((text) => ['states', `state compared with ${text}`]);
  }
  if (ts.isCallExpression(node) && node.arguments.some(isState) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression } = node.expression;
    if (ts.isArrayLiteralExpression(expression))
      return literals(...expression.elements).map((text) => ['states', `state compared with ${text}`]);
  }
  return [];
}

const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const textIn = (node: ts.Node): string[] => (ts.isStringLiteralLike(node) ? [node.text] : []);
const nameIn = (name: ts.PropertyName): string[] =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? [name.text] : [];

function lastName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
}

/** A number written out, or made of such: `10`, `-3`, `2 * 30`. */
function numberIn(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return numberIn(node.expression);
  if (ts.isPrefixUnaryExpression(node)) {
    const number = numberIn(node.operand);
    return number !== undefined && node.operator === ts.SyntaxKind.MinusToken ? -number : number;
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [numberIn(node.left), numberIn(node.right)];
  if (left === undefined || right === undefined) return undefined;
  const results: Partial<Record<ts.SyntaxKind, number>> = {
    [ts.SyntaxKind.AsteriskToken]: left * right,
    [ts.SyntaxKind.PlusToken]: left + right,
    [ts.SyntaxKind.MinusToken]: left - right,
    [ts.SyntaxKind.SlashToken]: left / right,
  };
  return results[node.operatorToken.kind];
}
