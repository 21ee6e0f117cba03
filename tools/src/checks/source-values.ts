import ts from 'typescript';

/** What expressions of one file may stand for, as far as the file itself says. */
export interface SourceValues {
  readonly source: ts.SourceFile;
  /** Expressions a name, a member, a choice or a call of a function of the file may stand for; else the expression itself. */
  resolved(node: ts.Expression): readonly ts.Expression[];
  /** Numbers it may stand for: `10`, `2 * 30`, `LIMIT`, `LIMITS[kind]`. */
  numbers(node: ts.Expression): readonly number[];
  /** Texts it may stand for; what is not known of a text is `?`. */
  texts(node: ts.Expression): readonly string[];
  /** Elements of an array or a set, values of an object or a map. */
  members(node: ts.Expression): readonly ts.Expression[];
  /** Where a name was declared. */
  declarations(node: ts.Node): readonly ts.Declaration[];
}

const FOLLOWED_MAX = 8;
const COMBINED_MAX = 16;

export function openSource(file: string, text: string): SourceValues {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const checker = checkerOf(source);
  const declarations = (node: ts.Node): readonly ts.Declaration[] =>
    checker.getSymbolAtLocation(node)?.declarations ?? [];

  const follow = (node: ts.Expression, left: number): readonly ts.Expression[] => {
    if (left === 0) return [node];
    const further = standsFor(node, (object) => membersOf(object, left - 1), declarations);
    return further === null ? [node] : further.flatMap((found) => follow(found, left - 1));
  };
  const membersOf = (node: ts.Expression, left: number): readonly Member[] =>
    follow(node, left).flatMap((found) => memberOf(found, (inner) => membersOf(inner, left - 1), left));

  const resolved = (node: ts.Expression) => follow(node, FOLLOWED_MAX);
  const numbers = (node: ts.Expression): readonly number[] =>
    unique(resolved(node).flatMap((found) => numberOf(found)));
  const numberOf = (node: ts.Expression): readonly number[] => {
    if (ts.isNumericLiteral(node)) return [Number(node.text)];
    if (ts.isPrefixUnaryExpression(node)) return numbers(node.operand).map((number) => signed(number, node.operator));
    if (!ts.isBinaryExpression(node)) return [];
    return combined(numbers(node.left), numbers(node.right), arithmetic[node.operatorToken.kind]);
  };
  const texts = (node: ts.Expression): readonly string[] => unique(resolved(node).flatMap((found) => textOf(found)));
  const textOf = (node: ts.Expression): readonly string[] => {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isTemplateExpression(node))
      return node.templateSpans.reduce<readonly string[]>(
        (before, { expression, literal }) =>
          combined(before, orUnknown(texts(expression)), (one, other) => one + other + literal.text),
        [node.head.text],
      );
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
    const [left, right] = [texts(node.left), texts(node.right)];
    if (left.length + right.length === 0) return [];
    return combined(orUnknown(left), orUnknown(right), (one, other) => one + other);
  };
  const members = (node: ts.Expression) => membersOf(node, FOLLOWED_MAX).map(({ value }) => value);
  return { source, resolved, numbers, texts, members, declarations };
}

const UNKNOWN = ['?'] as const;
const orUnknown = (texts: readonly string[]): readonly string[] => (texts.length === 0 ? UNKNOWN : texts);
const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];

const combined = <Value>(
  left: readonly Value[],
  right: readonly Value[],
  join: ((one: Value, other: Value) => Value) | undefined,
): readonly Value[] =>
  join === undefined ? [] : left.flatMap((one) => right.map((other) => join(one, other))).slice(0, COMBINED_MAX);

const arithmetic: Partial<Record<ts.SyntaxKind, (one: number, other: number) => number>> = {
  [ts.SyntaxKind.AsteriskToken]: (one, other) => one * other,
  [ts.SyntaxKind.PlusToken]: (one, other) => one + other,
  [ts.SyntaxKind.MinusToken]: (one, other) => one - other,
  [ts.SyntaxKind.SlashToken]: (one, other) => one / other,
};
const signed = (number: number, operator: ts.PrefixUnaryOperator): number =>
  operator === ts.SyntaxKind.MinusToken ? -number : number;

interface Member {
  readonly name: string | null;
  readonly value: ts.Expression;
}
type MembersOf = (node: ts.Expression) => readonly Member[];

/** What an expression stands for; null when it is itself a value. */
function standsFor(
  node: ts.Expression,
  membersOf: MembersOf,
  declarations: SourceValues['declarations'],
): readonly ts.Expression[] | null {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return [node.expression];
  if (ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node) && CHOICES.has(node.operatorToken.kind)) return [node.left, node.right];
  if (ts.isCallExpression(node)) return calledFor(node, membersOf, declarations);
  if (ts.isElementAccessExpression(node)) {
    const name = ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : null;
    return orNull(named(membersOf(node.expression), name));
  }
  if (ts.isPropertyAccessExpression(node)) {
    const found = named(membersOf(node.expression), node.name.text);
    return orNull(found.length > 0 ? found : declarations(node.name).flatMap(initializerOf));
  }
  return ts.isIdentifier(node) ? orNull(declarations(node).flatMap(initializerOf)) : null;
}

const CHOICES = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);
const orNull = <Value>(found: readonly Value[]): readonly Value[] | null => (found.length === 0 ? null : found);
const named = (members: readonly Member[], name: string | null): readonly ts.Expression[] =>
  members.filter((member) => name === null || member.name === name).map(({ value }) => value);

/** `Object.freeze(x)`, `map.get(x)`, and a function of the file by what it returns. */
function calledFor(
  node: ts.CallExpression,
  membersOf: MembersOf,
  declarations: SourceValues['declarations'],
): readonly ts.Expression[] | null {
  const { expression: called, arguments: given } = node;
  if (ts.isPropertyAccessExpression(called)) {
    if (called.name.text === 'freeze') return given.slice(0, 1);
    if (called.name.text === 'get') return orNull(membersOf(called.expression).map(({ value }) => value));
  }
  if (!ts.isIdentifier(called)) return null;
  if (CONVERSIONS.has(called.text) && given[0] && ts.isStringLiteralLike(given[0]) && given[0].text !== '')
    return [ts.factory.createNumericLiteral(given[0].text)];
  const functions = declarations(called).flatMap((found) => [found, ...initializerOf(found)].filter(ts.isFunctionLike));
  return orNull(functions.flatMap(returnedBy));
}
const CONVERSIONS = new Set(['Number', 'parseInt', 'parseFloat']);

function returnedBy(called: ts.Node): readonly ts.Expression[] {
  if (ts.isArrowFunction(called) && !ts.isBlock(called.body)) return [called.body];
  const returned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) returned.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(called, visit);
  return returned;
}

function initializerOf(declaration: ts.Declaration): readonly ts.Expression[] {
  const isValued =
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isEnumMember(declaration) ||
    ts.isBindingElement(declaration);
  return isValued && declaration.initializer !== undefined ? [declaration.initializer] : [];
}

function memberOf(node: ts.Expression, membersOf: MembersOf, left: number): readonly Member[] {
  if (left <= 0) return [];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element, index): readonly Member[] =>
      ts.isSpreadElement(element) ? membersOf(element.expression) : [{ name: String(index), value: element }],
    );
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((property): readonly Member[] => {
      if (ts.isSpreadAssignment(property)) return membersOf(property.expression);
      if (ts.isShorthandPropertyAssignment(property)) return [{ name: property.name.text, value: property.name }];
      if (!ts.isPropertyAssignment(property)) return [];
      return [{ name: nameIn(property.name)[0] ?? null, value: property.initializer }];
    });
  const [given] = ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  return given === undefined ? [] : membersOf(given).flatMap((member) => pairedWith(member, node, membersOf));
}

/** Of a map it is the second of each pair that is a value. */
function pairedWith(member: Member, node: ts.Expression, membersOf: MembersOf): readonly Member[] {
  const isMap = ts.isNewExpression(node) && node.expression.getText() === 'Map';
  return isMap ? membersOf(member.value).slice(1, 2) : [member];
}

export const nameIn = (name: ts.PropertyName): readonly string[] =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? [name.text] : [];

/** The name by which people would speak of an expression. */
export function lastName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) return lastName(node.expression);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return node.argumentExpression.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
}

/** Knows the names of one file and nothing outside it. */
function checkerOf(source: ts.SourceFile): ts.TypeChecker {
  const isIt = (name: string) => name === source.fileName;
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (isIt(name) ? source : undefined),
    getDefaultLibFileName: () => '',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: isIt,
    readFile: () => undefined,
  };
  const options = { noLib: true, noResolve: true, types: [], target: ts.ScriptTarget.Latest };
  return ts.createProgram({ rootNames: [source.fileName], options, host }).getTypeChecker();
}
