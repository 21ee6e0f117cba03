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
import { parsingWithinLimits, type Refused } from '../limits';
import type { IsOfType } from './merge';
import { passability } from './passability';
import { shaping, type ShapeAnswer } from './shaping';

/** Why an operation is left to the stock gateway; decided before anything is fetched. */
export type LeftBecause =
  'NOT_VALID' | 'INTROSPECTION' | 'PLAN_UNKNOWN' | 'REQUEST_UNUSUAL' | 'VARIABLES_NOT_VALID' | 'TOO_COSTLY';

/** An operation with everything that does not change from one request to the next. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly planned: PlannedOperation;
  readonly plan: PlanNode;
  readonly shape: ShapeAnswer;
  /** One fetch alone, whose answer is the client's answer byte for byte wherever the subgraph calls it plain. */
  readonly isPassable: boolean;
}

export interface Preparing {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly isOfType: IsOfType;
  prepare(query: string, operationName: string | undefined): Preparation;
  /** Prepares a text that is known to be asked, and keeps it however many others come. */
  keep(query: string): Preparation;
}

const CACHED_CHARACTERS_MAX = 16 * 1_048_576;
const CACHED_MAX = 2_000;

type Preparation = Prepared | Refused | LeftBecause;

/** Parses, validates and plans each text once, in a bounded memory, with the planner of the stock gateway. */
export function preparing(supergraphSdl: string, introspection: boolean): Preparing {
  const { schema, isOfType, prepareAnew } = planning(supergraphSdl, introspection);
  const known = new LRUCache<string, { readonly result: Preparation }>({
    max: CACHED_MAX,
    maxSize: CACHED_CHARACTERS_MAX,
    sizeCalculation: (_, key) => key.length,
  });
  const kept = new Map<string, Preparation>();
  const prepareOrLeave: typeof prepareAnew = (query, operationName) => {
    try {
      return prepareAnew(query, operationName);
    } catch {
      // The stock gateway says what is wrong, in its own words.
      return 'NOT_VALID';
    }
  };
  return {
    schema,
    isOfType,
    prepare(query, operationName) {
      const key = keyOf(query, operationName);
      const cached = kept.get(key) ?? known.get(key)?.result;
      if (cached) return cached;
      const result = prepareOrLeave(query, operationName);
      known.set(key, { result });
      return result;
    },
    keep(query) {
      const result = prepareOrLeave(query, undefined);
      kept.set(keyOf(query, undefined), result);
      return result;
    },
  };
}

const keyOf = (query: string, operationName: string | undefined): string => `${operationName ?? ''}\n${query}`;

function planning(supergraphSdl: string, introspection: boolean) {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph, {});
  const parseWithinLimits = parsingWithinLimits(introspection);
  const isOfType = typeTest(schema);
  const isPassable = passability(supergraphSdl, schema, isOfType);

  const prepareAnew = (query: string, operationName: string | undefined): Preparation => {
    const document = parseWithinLimits(schema, query);
    if ('refusals' in document) return document;
    if (validate(schema, document, specifiedRules).length > 0) return 'NOT_VALID';
    const definition = getOperationAST(document, operationName);
    if (!definition || definition.operation === 'subscription') return 'NOT_VALID';
    if (asksForTheSchema(document)) return 'INTROSPECTION';
    const planned = operationFromDocument(apiSchema, document, { operationName });
    const { node } = planner.buildQueryPlan(planned);
    if (!node || node.kind === 'Subscription' || !isKnown(node)) return 'PLAN_UNKNOWN';
    const selected = { document, definition };
    return { ...selected, planned, plan: node, shape: shaping(planned), isPassable: isPassable(node, selected) };
  };
  return { schema, isOfType, prepareAnew };
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
