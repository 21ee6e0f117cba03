import type { Operation as PlannedOperation } from '@apollo/federation-internals';
import type { FetchNode, FlattenNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { compileShapeAt, type Complete } from './compiled-shape';
import type { IsOfType } from './merge';
import { isAnsweredAlike, type Selected } from './response-shape';
import type { Variables } from './run-plan';
import { compiledOnce } from './shaping';

/** A plan whose first answer is the client's, but for entities of which it holds the keys only. */
export interface Splicing {
  readonly first: FetchNode;
  readonly entities: readonly SplicedEntity[];
}

/** An entity that the first answer holds by its key, and of which one other service tells the rest. */
export interface SplicedEntity {
  readonly typename: string;
  /** The field by which services know it. */
  readonly keyField: string;
  /** Stands before it in the first answer, and before nothing else: its response key. */
  readonly before: Buffer;
  /** How it begins there, up to the first sign of its key. */
  readonly opening: Buffer;
  readonly fetch: FetchNode;
  /** Shapes the whole entity as the client asked for it; null where that is not known. */
  readonly completeFor: (variables: Variables) => Complete | null;
}

/** Tells whether a plan is such a one. */
export type SplicingOf = (plan: PlanNode, asked: Selected, planned: PlannedOperation) => Splicing | null;

/** Scalars that are written as a text; in another one anything might stand, what looks like an entity too. */
const TEXT_SCALARS: readonly string[] = ['Date', 'DateTime'];

export function splicing(schema: GraphQLSchema, isOfType: IsOfType): SplicingOf {
  const hasTextsOnly = Object.values(schema.getTypeMap()).every(
    (type) => !isScalarType(type) || isSpecifiedScalarType(type) || TEXT_SCALARS.includes(type.name),
  );
  if (!hasTextsOnly) return () => null;
  return (plan, asked, planned) => {
    const parts = partsOf(plan);
    if (!parts || asked.definition.operation !== 'query') return null;
    const { first, flattens } = parts;
    const document = parse(first.operation);
    const entities = flattens.map((flatten) => splicedEntity(flatten, document, planned));
    if (entities.includes(null)) return null;
    const opaque = new Set(flattens.map(({ path }) => pathOf(path).join('.')));
    if (opaque.size < flattens.length) return null;
    if (!isAnsweredAlike(schema, isOfType, asked, first.operation, opaque)) return null;
    return { first, entities: entities as SplicedEntity[] };
  };
}

/** One fetch, and after it fetches of entities in its answer; null for every other plan. */
function partsOf(plan: PlanNode): { first: FetchNode; flattens: FlattenNode[] } | null {
  const [first, rest, ...more] = plan.kind === 'Sequence' ? plan.nodes : [];
  if (first?.kind !== 'Fetch' || !rest || more.length > 0) return null;
  const flattens = rest.kind === 'Parallel' ? rest.nodes : [rest];
  return flattens.every((node) => node.kind === 'Flatten') ? { first, flattens } : null;
}

function splicedEntity(
  { path, node: fetch }: FlattenNode,
  document: DocumentNode,
  planned: PlannedOperation,
): SplicedEntity | null {
  const keys = pathOf(path);
  const responseKey = keys.at(-1);
  // A list of entities is not looked into.
  if (fetch.kind !== 'Fetch' || responseKey === undefined || path.at(-1) !== responseKey) return null;
  const [required, ...more] = fetch.requires ?? [];
  if (required?.kind !== 'InlineFragment' || more.length > 0) return null;
  const keyField = keyFieldOf(required.selections);
  const { typeCondition: typename } = required;
  if (typename === undefined || keyField === null) return null;
  const [field, ...others] = fieldsWithKey(document, responseKey);
  const holdsKeyAlone = field?.selectionSet && tokensOf(field.selectionSet) === `{ __typename ${keyField} }`;
  if (!holdsKeyAlone || others.length > 0) return null;
  const completeFor = compiledOnce(planned, (variables) => compileShapeAt(planned, keys, variables));
  const before = Buffer.from(`"${responseKey}":`);
  const opening = Buffer.from(`{"__typename":"${typename}","${keyField}":"`);
  return completeFor && { typename, keyField, before, opening, fetch, completeFor };
}

/** Without the marks of lists. */
const pathOf = (path: readonly (string | number)[]): string[] => path.filter((step) => step !== '@').map(String);

/** The one field of a representation beside `__typename`, which comes first; null where there is more to it. */
function keyFieldOf([typename, key, ...more]: readonly QueryPlanSelectionNode[]): string | null {
  if (typename?.kind !== 'Field' || typename.name !== '__typename' || more.length > 0) return null;
  return key?.kind === 'Field' && key.alias === undefined && !key.selections ? key.name : null;
}

const tokensOf = (node: ASTNode): string => print(node).replaceAll(/\s+/g, ' ');

function fieldsWithKey(document: DocumentNode, responseKey: string): FieldNode[] {
  const fields: FieldNode[] = [];
  visit(document, {
    [Kind.FIELD]: (field) => {
      if ((field.alias ?? field.name).value === responseKey) fields.push(field);
    },
  });
  return fields;
}
