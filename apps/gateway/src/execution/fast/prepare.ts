import { operationFromDocument, Supergraph, type Operation as PlannedOperation } from '@apollo/federation-internals';
import { QueryPlanner, type PlanNode } from '@apollo/query-planner';
import {
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { parsingWithinLimits, type Refused } from '../../limits/limits';
import type { IsOfType } from './merge';
import { mayHandOn, passability } from './passability';
import type { Selected } from './response-shape';
import { shaping, type ShapeAnswer } from './shaping';
import { splicing, type Splicing } from './splicing';

/** Why an operation is left to the stock gateway; decided before anything is fetched. */
export type LeftBecause = 'NOT_VALID' | 'INTROSPECTION' | 'PLAN_UNKNOWN' | 'REQUEST_UNUSUAL' | 'VARIABLES_NOT_VALID';

/** A valid operation, whose text is within the limits. */
export interface Checked {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** Plans it when it is first called, which is the dearer part. */
  prepared(): Prepared | LeftBecause;
}

/** An operation with everything that does not change from one request to the next. */
export interface Prepared {
  readonly planned: PlannedOperation;
  readonly plan: PlanNode;
  readonly shape: ShapeAnswer;
  /** One fetch alone, whose answer is the client's answer byte for byte wherever the subgraph calls it plain. */
  readonly isPassable: boolean;
  /** Null where its answers have to be read and put together. */
  readonly splicing: Splicing | null;
}

export interface Preparing {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly isOfType: IsOfType;
  check(query: string, operationName: string | undefined): Checked | Refused | LeftBecause;
  /** Prepares a text that is known to be asked, and keeps it however many others come. */
  keep(query: string): Prepared | Refused | LeftBecause;
}

const CACHED_CHARACTERS_MAX = 16 * 1_048_576;
const CACHED_MAX = 2_000;

/** Parses, validates and plans each text once, in a bounded memory, with the planner of the stock gateway. */
export function preparing(supergraphSdl: string, introspection: boolean): Preparing {
  const { schema, isOfType, checkAnew } = checking(supergraphSdl, introspection);
  const known = new LRUCache<string, { readonly result: Checking }>({
    max: CACHED_MAX,
    maxSize: CACHED_CHARACTERS_MAX,
    sizeCalculation: (_, key) => key.length,
  });
  const kept = new Map<string, Checking>();
  return {
    schema,
    isOfType,
    check(query, operationName) {
      const key = keyOf(query, operationName);
      const cached = kept.get(key) ?? known.get(key)?.result;
      if (cached) return cached;
      const result = checkAnew(query, operationName);
      known.set(key, { result });
      return result;
    },
    keep(query) {
      const result = checkAnew(query, undefined);
      kept.set(keyOf(query, undefined), result);
      return isChecked(result) ? result.prepared() : result;
    },
  };
}

type Checking = ReturnType<Preparing['check']>;

export const isChecked = (result: Checking): result is Checked => typeof result === 'object' && 'prepared' in result;

const keyOf = (query: string, operationName: string | undefined): string => `${operationName ?? ''}\n${query}`;

function checking(supergraphSdl: string, introspection: boolean) {
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const parseWithinLimits = parsingWithinLimits(introspection);
  const isOfType = typeTest(schema);
  const prepare = planning(supergraph, { schema, isOfType, handsOn: mayHandOn(supergraphSdl) });

  const check = (query: string, operationName: string | undefined): Checking => {
    const document = parseWithinLimits(schema, query);
    if ('refusals' in document) return document;
    const refusals = validate(schema, document, specifiedRules);
    if (refusals.length > 0) return { refusals };
    const definition = getOperationAST(document, operationName);
    if (!definition || definition.operation === 'subscription') return 'NOT_VALID';
    if (asksForTheSchema(document)) return 'INTROSPECTION';
    let prepared: Prepared | LeftBecause | undefined;
    const prepareOnce = () => (prepared ??= orNotValid(() => prepare({ document, definition }, operationName)));
    return { document, definition, prepared: prepareOnce };
  };
  return { schema, isOfType, checkAnew: (...asked: Parameters<typeof check>) => orNotValid(() => check(...asked)) };
}

/** The stock gateway says what is wrong, in its own words. */
function orNotValid<Result>(attempt: () => Result): Result | 'NOT_VALID' {
  try {
    return attempt();
  } catch {
    return 'NOT_VALID';
  }
}

interface Graph {
  readonly schema: GraphQLSchema;
  readonly isOfType: IsOfType;
  readonly handsOn: boolean;
}

function planning(supergraph: Supergraph, { schema, isOfType, handsOn }: Graph) {
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, {});
  const isPassable = passability(schema, isOfType);
  const splicingOf = splicing(schema, isOfType);
  return (selected: Selected, operationName: string | undefined): Prepared | LeftBecause => {
    const planned = operationFromDocument(apiSchema, selected.document, { operationName });
    const { node } = planner.buildQueryPlan(planned);
    if (!node || node.kind === 'Subscription' || !isKnown(node)) return 'PLAN_UNKNOWN';
    return {
      planned,
      plan: node,
      shape: shaping(planned),
      isPassable: handsOn && isPassable(node, selected),
      splicing: handsOn ? splicingOf(node, selected, planned) : null,
    };
  };
}

function typeTest(schema: GraphQLSchema): IsOfType {
  return (typename, condition) => {
    if (typename === condition) return true;
    const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
    return isObjectType(type) && isAbstractType(wanted) && schema.isSubType(wanted, type);
  };
}

function asksForTheSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') asks = true;
    },
  });
  return asks;
}

/** Whether every node of a plan is one the fast path runs, and rewrites nothing of what is sent or answered. */
function isKnown(node: PlanNode): boolean {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.every(isKnown);
    case 'Flatten':
      return isKnown(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].every((branch) => branch === undefined || isKnown(branch));
    case 'Fetch':
      return !node.inputRewrites?.length && !node.outputRewrites?.length && !node.contextRewrites?.length;
    default:
      return false;
  }
}
