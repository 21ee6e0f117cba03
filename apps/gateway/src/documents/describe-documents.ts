import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanNode } from '@apollo/query-planner';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { operationCost, PAGE_SIZE_MAX } from '../limits/cost';
import { preparing, type Checked, type Prepared, type Preparing } from '../execution/fast/prepare';
import { documentIdOf } from './registered-documents';

export interface DescribedDocument {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly id: string;
  readonly query: string;
  /** With every page whose size is a variable as long as a page may be. */
  readonly cost: number;
  /** Fetches by service. */
  readonly fetches: Readonly<Record<string, number>>;
  /** In which order: `a → b` one after the other, `(a ∥ b)` at once. */
  readonly route: string;
  /** Whether the answer goes to the client as the subgraph sends it. */
  readonly isPassable: boolean;
}

/**
 * Reads every `.graphql` file of a folder, holds it against the schema and the limits, and tells how it would be run. Throws with all
 * that is wrong, each with its file.
 */
export function describeDocuments(folder: string, supergraph: string): DescribedDocument[] {
  const preparations = preparing(supergraph, false);
  const problems: string[] = [];
  const described = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .flatMap((file) => {
      try {
        return [describe(readFileSync(join(folder, file), 'utf8'), file, preparations)];
      } catch (error) {
        problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    });
  if (problems.length > 0) throw new Error(`These documents cannot be registered:\n  ${problems.join('\n  ')}`);
  return described;
}

function describe(query: string, file: string, preparing: Preparing): DescribedDocument {
  const operation = onlyOperation(query);
  if (`${operation.name?.value}.graphql` !== file) throw new Error('the file must have the name of its operation');
  const { document, definition, plan, isPassable } = prepared(query, preparing);
  const pages = (definition.variableDefinitions ?? []).map(({ variable }) => [variable.name.value, PAGE_SIZE_MAX]);
  const cost = operationCost(preparing.schema, document, definition, Object.fromEntries(pages));
  const services = servicesOf(plan);
  const fetches = Object.fromEntries(
    [...Map.groupBy(services, (name) => name)].map(([name, all]) => [name, all.length]),
  );
  const { value: name } = operation.name!;
  const kind = operation.operation as DescribedDocument['kind'];
  return { name, kind, id: documentIdOf(query), query, cost, fetches, route: routeOf(plan), isPassable };
}

function prepared(query: string, { check }: Preparing): Checked & Prepared {
  const checked = check(query, undefined);
  if (typeof checked === 'object' && 'refusals' in checked) throw checked.refusals[0]!;
  const result = typeof checked === 'string' ? checked : checked.prepared();
  if (typeof checked === 'object' && typeof result === 'object') return { ...checked, ...result };
  throw new Error(`the fast path cannot run it: ${String(result)}`);
}

function onlyOperation(query: string): OperationDefinitionNode {
  const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1) throw new Error('a registered document holds one operation');
  return operations[0] as OperationDefinitionNode;
}

function servicesOf(node: PlanNode): string[] {
  switch (node.kind) {
    case 'Fetch':
      return [node.serviceName];
    case 'Flatten':
      return servicesOf(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(servicesOf);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((branch) => (branch ? servicesOf(branch) : []));
    default:
      return [];
  }
}

function routeOf(node: PlanNode): string {
  switch (node.kind) {
    case 'Flatten':
      return routeOf(node.node);
    case 'Sequence':
      return node.nodes.map(routeOf).join(' → ');
    case 'Parallel':
      return `(${node.nodes.map(routeOf).join(' ∥ ')})`;
    default:
      return servicesOf(node).join(' | ');
  }
}
