import ts from 'typescript';
import type { Fault } from './law-in-code';
import { listName, type LawWords } from './law-words';
import { lastName, nameIn, type SourceValues } from './source-values';

const STATE_NAME = /^(.*[_.])?(state|stage|status)$|(State|Stage|Status)$/;

export const stateFaults = (node: ts.Node, values: SourceValues, words: LawWords): Fault[] => [
  ...stateList(node, values, words),
  ...stateCompared(node, values, words),
];

const isStateName = (name: string): boolean => STATE_NAME.test(name);

/** Several states in one place, however they are written. */
function stateList(node: ts.Node, values: SourceValues, { states, graphEnums }: LawWords): Fault[] {
  const listed = new Set(listedIn(node, values));
  const known = [...listed].filter((value) => states.has(value));
  if (known.length < 2 || describesGraph(node, listed, states, graphEnums)) return [];
  return [['states', known.join(', ')]];
}

function listedIn(node: ts.Node, { texts }: SourceValues): readonly string[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => texts(element));
  if (ts.isUnionTypeNode(node))
    return node.types.flatMap((type) =>
      ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
    );
  if (ts.isEnumDeclaration(node)) return node.members.flatMap(({ name }) => nameIn(name));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap(({ name }) => (name === undefined ? [] : nameIn(name)));
  if (ts.isSwitchStatement(node)) return casesOf(node).flatMap((chosen) => texts(chosen));
  if (ts.isRegularExpressionLiteral(node)) return wordsIn(node.text);
  return ts.isStringLiteralLike(node) && LIST_TEXT.test(node.text) ? wordsIn(node.text) : [];
}
const LIST_TEXT = /^[{(]?[A-Z_]+([,;| ]+[A-Z_]+)+[)}]?$/;
const wordsIn = (text: string): readonly string[] => text.match(/[A-Z][A-Z_]+/g) ?? [];
const casesOf = ({ caseBlock }: ts.SwitchStatement): readonly ts.Expression[] =>
  caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []));

/**
 * A list spelled out in full under the name of an enum of the graph describes the graph: `petitionStatuses`. Not so an enum
 * that holds nothing but states or stages of cases: that list is the law's.
 */
function describesGraph(
  node: ts.Node,
  listed: ReadonlySet<string>,
  states: ReadonlySet<string>,
  graphEnums: LawWords['graphEnums'],
): boolean {
  if ([...listed].every((value) => states.has(value))) return false;
  const declared = declaredAs(node);
  const spelled = graphEnums.filter(({ values }) => listName(values) === listName(listed));
  return spelled.some(({ name }) =>
    [name, `${name}s`, `${name}es`, `${name}enum`].some((form) => form.toLowerCase() === declared),
  );
}

/** Under which name a list stands: that of its constant or type, or the one it is registered by. */
function declaredAs(node: ts.Node): string {
  const declaration = ts.findAncestor(node, isDeclaration);
  const registered: readonly ts.Node[] = ts.findAncestor(node, ts.isCallExpression)?.arguments ?? [];
  const name = registered
    .filter(ts.isObjectLiteralExpression)
    .flatMap(({ properties }) => properties.filter(ts.isPropertyAssignment))
    .find((property) => property.name.getText() === 'name')?.initializer;
  const text = declaration?.name.text ?? (name && ts.isStringLiteral(name) ? name.text : '');
  return text.toLowerCase();
}
const isDeclaration = (
  node: ts.Node,
): node is (ts.VariableDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration) & { name: ts.Identifier } =>
  (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node);

/** One state or more that the state of a case is compared with. */
function stateCompared(node: ts.Node, values: SourceValues, words: LawWords): Fault[] {
  return comparisonsIn(node, values).flatMap(([side, compared]) =>
    compared
      .filter((text) => words.states.has(text) && !isOfAnother(side, text, values, words))
      .map((text): Fault => ['states', `${lastName(side)} compared with ${text}`]),
  );
}

type Comparison = readonly [state: ts.Expression, compared: readonly string[]];

function comparisonsIn(node: ts.Node, values: SourceValues): readonly Comparison[] {
  const isState = (side: ts.Expression) => isStateName(lastName(side) ?? '');
  if (ts.isSwitchStatement(node) && isState(node.expression))
    return [[node.expression, casesOf(node).flatMap((chosen) => values.texts(chosen))]];
  if (ts.isElementAccessExpression(node) && isState(node.argumentExpression))
    return [[node.argumentExpression, keysOf(node.expression, values)]];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: called } = node.expression;
    return [
      ...node.arguments.filter(isState).map((given): Comparison => [given, heldBy(called, values)]),
      ...(isState(called) ? [[called, node.arguments.flatMap((given) => heldBy(given, values))] as const] : []),
    ];
  }
  if (!ts.isBinaryExpression(node)) return [];
  if (node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return isState(node.left) ? [[node.left, keysOf(node.right, values)]] : [];
  if (!EQUALITY.has(node.operatorToken.kind)) return [];
  return [
    ...(isState(node.left) ? [[node.left, values.texts(node.right)] as const] : []),
    ...(isState(node.right) ? [[node.right, values.texts(node.left)] as const] : []),
  ];
}

const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const heldBy = (node: ts.Expression, values: SourceValues): readonly string[] => [
  ...values.texts(node),
  ...values.members(node).flatMap((member) => values.texts(member)),
  ...values.resolved(node).flatMap((found) => (ts.isRegularExpressionLiteral(found) ? wordsIn(found.text) : [])),
];
const keysOf = (node: ts.Expression, { resolved }: SourceValues): readonly string[] =>
  resolved(node).flatMap((found) =>
    ts.isObjectLiteralExpression(found)
      ? found.properties.flatMap(({ name }) => (name === undefined ? [] : nameIn(name)))
      : [],
  );

/** `petition.status` and `task.status` have values of their own, which the graph lists as PetitionStatus and TaskStatus. */
function isOfAnother(
  side: ts.Expression,
  text: string,
  values: SourceValues,
  { graphEnums, states }: LawWords,
): boolean {
  const word = lastName(side) ?? '';
  const enums = ownersOf(side, values).map((owner) => `${owner}${word}`.toLowerCase());
  return graphEnums.some(
    ({ name, values: listed }) =>
      [...enums, word.toLowerCase()].includes(name.toLowerCase()) &&
      listed.includes(text) &&
      !listed.every((value) => states.has(value)),
  );
}

function ownersOf(side: ts.Expression, { declarations }: SourceValues): readonly string[] {
  const typed = (node: ts.Expression) =>
    declarations(node).flatMap((found) => {
      const parameter =
        ts.isParameter(found) || ts.isVariableDeclaration(found) ? found : ts.findAncestor(found, ts.isParameter);
      return parameter?.type ? [parameter.type.getText()] : [];
    });
  if (ts.isIdentifier(side)) return typed(side);
  if (!ts.isPropertyAccessExpression(side)) return [];
  return [lastName(side.expression) ?? '', ...typed(side.expression)];
}
