import ts from 'typescript';

export interface SourceText {
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
}

/** Calls that ask what somebody may do. Having an `Access` is not asking it. */
const ASKING = /^(authorise\w*|isAllowed|reach|may|decide)$/;
const WAY_IN_DECORATORS = new Set(['Query']);

/** Names of the methods in these files that ask, directly or through other methods of their class. */
export function askingMethods(texts: readonly SourceText[]): ReadonlySet<string> {
  const methods = texts.flatMap((text) => classesOf(parsed(text))).flatMap(methodsOf);
  return new Set(methods.filter(([, method]) => asks(method)).map(([name]) => name));
}

/** Queries, routes and reference resolvers of a file that never ask, with file and line. A mutation is a command, which asks by itself. */
export function waysInWithoutAsking(source: SourceText, asking: ReadonlySet<string>): string[] {
  const tree = parsed(source);
  const at = (node: ts.Node, name: string) =>
    `${source.file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1} ${name}`;
  if (source.file.endsWith('.route.ts'))
    return tree.statements
      .filter(ts.isFunctionDeclaration)
      .filter((each) => isExported(each) && !callsIn(each).some((name) => ASKING.test(name)))
      .map((each) => at(each, each.name?.text ?? ''));
  if (source.file.endsWith('/subgraph.ts'))
    return referencesOf(tree)
      .filter(({ initializer }) => !isKeyOnly(initializer) && !isRefusing(initializer))
      .filter(({ initializer }) => !callsIn(initializer).some((name) => ASKING.test(name) || asking.has(name)))
      .map((each) => at(each, `reference ${each.name.getText()}`));
  return classesOf(tree).flatMap((owner) =>
    methodsOf(owner)
      .filter(([, method]) => isWayIn(method) && !asks(method))
      .map(([name, method]) => at(method.name, `${owner.name?.text ?? ''}.${name}`)),
  );
}

const parsed = ({ file, text }: SourceText): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

function nodesIn(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

const classesOf = (tree: ts.SourceFile): ts.ClassDeclaration[] => nodesIn(tree).filter(ts.isClassDeclaration);
const methodsOf = (owner: ts.ClassDeclaration): (readonly [string, ts.MethodDeclaration])[] =>
  owner.members.filter(ts.isMethodDeclaration).map((method) => [method.name.getText(), method]);

const callsIn = (root: ts.Node): string[] => nodesIn(root).filter(ts.isCallExpression).map(nameCalled);

function nameCalled({ expression }: ts.CallExpression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}

/** Names of the methods of the same class that a method calls. */
const ownCallsIn = (method: ts.MethodDeclaration): string[] =>
  nodesIn(method)
    .filter(ts.isCallExpression)
    .filter(
      ({ expression }) =>
        ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword,
    )
    .map(nameCalled);

function asks(method: ts.MethodDeclaration): boolean {
  const siblings = new Map(methodsOf(method.parent as ts.ClassDeclaration));
  const reached = new Set([method]);
  for (const each of reached)
    for (const name of ownCallsIn(each)) {
      const sibling = siblings.get(name);
      if (sibling) reached.add(sibling);
    }
  return [...reached].some((each) => callsIn(each).some((name) => ASKING.test(name)));
}

const isWayIn = (method: ts.MethodDeclaration): boolean =>
  (ts.getDecorators(method) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && WAY_IN_DECORATORS.has(nameCalled(expression)),
  );

const isExported = (each: ts.FunctionDeclaration): boolean =>
  each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

function referencesOf(tree: ts.SourceFile): ts.PropertyAssignment[] {
  const references = nodesIn(tree)
    .filter(ts.isPropertyAssignment)
    .find(({ name }) => name.getText() === 'references');
  return references && ts.isObjectLiteralExpression(references.initializer)
    ? references.initializer.properties.filter(ts.isPropertyAssignment)
    : [];
}

/** Gives back the key it was given: `({ id }) => ({ id })`. */
function isKeyOnly(resolver: ts.Expression): boolean {
  if (!ts.isArrowFunction(resolver) || !ts.isParenthesizedExpression(resolver.body)) return false;
  const { expression } = resolver.body;
  return (
    ts.isObjectLiteralExpression(expression) && expression.properties.every(({ name }) => name?.getText() === 'id')
  );
}

/** Refuses everybody. */
const isRefusing = (resolver: ts.Expression): boolean =>
  ts.isArrowFunction(resolver) && /^Promise\.reject\(new AccessDenied\(/.test(resolver.body.getText());
