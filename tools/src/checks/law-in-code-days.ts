import ts from 'typescript';
import type { Fault } from './law-in-code';
import { lastName, nameIn, type SourceValues } from './source-values';

const COUNTING_CALL = /^(add(Calendar|Working)?(Days|Weeks|Months|Years)|nth[A-Z]\w*)$/;
/** Their answers are days, so that a number they are compared with is one too. */
const DAYS_CALL = /^(\w*[dD]aysBetween|dayNumber)$/;
const DATE_SETTER = /^set(UTC)?(Date|Month|FullYear)$/;
const PLAIN_STEP_MAX = 1;
/** A name that speaks of days, but not of the length of one in another unit. */
const DAYS_NAME = /days?$|days?[_A-Z]|workingDays|dueIn|thờiHạn|thoiHan|thời hạn/i;
const CONVERSION_NAME = /per_?day|day_?ms$|(in|of)_?(a_?)?day$/i;
const PETITION_KIND = /^(complaint|denunciation|proposal|feedback)s?$/i;

export const dayFaults = (node: ts.Node, values: SourceValues): Fault[] => [
  ...daysCounted(node, values),
  ...daysCompared(node, values),
  ...daysNamed(node, values),
  ...daysInClockTime(node, values),
  ...daysByKind(node, values),
];

const more = (numbers: readonly number[]): readonly number[] =>
  // The day before and the day after belong to arithmetic of half-open spans.
  numbers.filter((number) => Math.abs(number) > PLAIN_STEP_MAX);

/** A constant whose name speaks of days is reported where it stands, and not again where it is used. */
const unnamed = (node: ts.Expression, { numbers }: SourceValues): readonly number[] =>
  isDaysName(lastName(node) ?? '') && !ts.isParameter(node.parent) ? [] : more(numbers(node));

const isDaysName = (name: string): boolean => DAYS_NAME.test(name) && !CONVERSION_NAME.test(name);

function daysCounted(node: ts.Node, values: SourceValues): Fault[] {
  if (!ts.isCallExpression(node)) return [];
  const name = lastName(node.expression) ?? '';
  const counted = COUNTING_CALL.test(name)
    ? node.arguments.flatMap((given) => unnamed(given, values))
    : DATE_SETTER.test(name)
      ? node.arguments.flatMap((given) => stepsIn(given).flatMap((side) => unnamed(side, values)))
      : [];
  return counted.map((number): Fault => ['days', `${name}(… ${number})`]);
}

const stepsIn = (node: ts.Expression): readonly ts.Expression[] =>
  ts.isBinaryExpression(node) && STEPS.has(node.operatorToken.kind) ? [node.left, node.right] : [];
const STEPS = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken]);
const ORDERS = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** `daysBetween(from, to) > 30`, `dayNumber(from) + 30`. */
function daysCompared(node: ts.Node, values: SourceValues): Fault[] {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  if (!STEPS.has(operatorToken.kind) && !ORDERS.has(operatorToken.kind)) return [];
  const pairs: [ts.Expression, ts.Expression][] = [
    [left, right],
    [right, left],
  ];
  return pairs.flatMap(([side, other]): Fault[] => {
    const name = ts.isCallExpression(side) ? (lastName(side.expression) ?? '') : '';
    if (!DAYS_CALL.test(name)) return [];
    return unnamed(other, values).map((number): Fault => ['days', `${name}(…) ${operatorToken.getText()} ${number}`]);
  });
}

function daysNamed(node: ts.Node, values: SourceValues): Fault[] {
  const isNamed =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isEnumMember(node) ||
    ts.isBindingElement(node);
  if (!isNamed || node.initializer === undefined || !isDaysName(node.name.getText())) return [];
  // Whoever counts days begins with none, and the length of one is no number of days.
  return writtenIn(node.initializer, values)
    .filter((number) => ![0, SECONDS, MILLISECONDS].includes(number))
    .map((number): Fault => ['days', `${node.name.getText()} = ${number}`]);
}

/** Numbers an expression is, or a list or table of it holds. */
function writtenIn(node: ts.Expression, values: SourceValues): readonly number[] {
  const numbers = ts.isCallExpression(node) ? [] : values.numbers(node);
  return numbers.length > 0 || !isTable(node) ? numbers : values.members(node).flatMap(values.numbers);
}
const isTable = (node: ts.Expression): boolean =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? isTable(node.expression)
    : ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);

const MILLISECONDS = 86_400_000;
const SECONDS = 86_400;

/** Several days written as milliseconds or seconds. */
function daysInClockTime(node: ts.Node, values: SourceValues): Fault[] {
  if (!ts.isNumericLiteral(node) && !isProduct(node)) return [];
  if (isProduct(node.parent)) return [];
  const factors = factorsOf(node);
  const isByDay = factors.some((factor) => CONVERSION_NAME.test(lastName(factor) ?? ''));
  const days = values.numbers(node).flatMap((number) => {
    if (number !== 0 && number % MILLISECONDS === 0) return [number / MILLISECONDS];
    const isSeconds = factors.some((factor) => values.numbers(factor).some((part) => part === SECONDS || part === 24));
    return isSeconds && number % SECONDS === 0 ? [number / SECONDS] : [];
  });
  const times = days.length === 0 && isByDay ? factors.flatMap(values.numbers) : [];
  return more([...days, ...times]).map((number): Fault => ['days', `${number} days of clock time`]);
}

const isProduct = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken;
const factorsOf = (node: ts.Expression): readonly ts.Expression[] =>
  isProduct(node) ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];

/** `{ complaint: 7, denunciation: 10 }`, or the same as pairs: what else would differ by kind of petition? */
function daysByKind(node: ts.Node, values: SourceValues): Fault[] {
  const entries = ts.isObjectLiteralExpression(node)
    ? node.properties.flatMap((property) =>
        ts.isPropertyAssignment(property)
          ? nameIn(property.name).map((name) => [name, property.initializer] as const)
          : [],
      )
    : ts.isArrayLiteralExpression(node)
      ? node.elements.flatMap(pairIn)
      : [];
  const counted = entries.flatMap(([name, value]) =>
    PETITION_KIND.test(name) ? values.numbers(value).map((number) => [name, number] as const) : [],
  );
  const numbers = counted.map(([, number]) => number);
  if (numbers.length < 2 || isNumbering(numbers)) return [];
  return [['days', counted.map(([name, number]) => `${name} ${number}`).join(', ')]];
}

const pairIn = (node: ts.Expression): readonly (readonly [string, ts.Expression])[] => {
  const [name, value] = ts.isArrayLiteralExpression(node) ? node.elements : [];
  return name !== undefined && value !== undefined && ts.isStringLiteralLike(name) ? [[name.text, value]] : [];
};
const isNumbering = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => number === index + numbers[0]!) && numbers[0]! <= 1;
