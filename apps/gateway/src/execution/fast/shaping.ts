import { computeResponse } from '@apollo/gateway/dist/resultShaping';
import { Variable, type Operation as PlannedOperation } from '@apollo/federation-internals';
import type { GraphQLError } from 'graphql';
import { ANOMALY, compileShape } from './compiled-shape';
import type { Data } from './merge';
import type { Variables } from './run-plan';

export interface Shaped {
  readonly data: unknown;
  /** What was not as the schema says. */
  readonly errors: readonly GraphQLError[];
  readonly isCompiled: boolean;
}

/** Shapes what subgraphs answered into what the client asked for. */
export type ShapeAnswer = (data: Data, variables: Variables) => Shaped;

/** Each variable by which something is skipped or included doubles the shapes that may have to be compiled. */
const CONDITION_VARIABLES_MAX = 4;

/**
 * Answers that are as the schema says are shaped by compiled code, one variant for each combination of what is skipped and
 * included. All others are shaped by the stock shaping, from the same data, so that nulls travel in one way only.
 */
export function shaping(planned: PlannedOperation): ShapeAnswer {
  const shapeFor = compiledOnce(planned, (variables) => compileShape(planned, variables));
  return (data, variables) => {
    try {
      const shape = shapeFor?.(variables);
      if (shape) return { data: shape(data), errors: [], isCompiled: true };
    } catch (thrown) {
      if (thrown !== ANOMALY) throw thrown;
    }
    const introspectionHandling = () => null;
    const shaped = computeResponse({ operation: planned, variables, input: data, introspectionHandling });
    return { ...shaped, isCompiled: false };
  };
}

/**
 * Compiles something once for each combination of what is skipped and included. Null where there are too many of them. `compile`
 * is given variables with their defaults.
 */
export function compiledOnce<Compiled>(
  planned: PlannedOperation,
  compile: (variables: Variables) => Compiled,
): ((variables: Variables) => Compiled) | null {
  const conditions = conditionVariables(planned);
  if (conditions.length > CONDITION_VARIABLES_MAX) return null;
  const defaults = planned.collectDefaultedVariableValues() as Variables;
  const variants = new Map<string, Compiled>();
  return (given) => {
    const variables = conditions.length === 0 ? given : { ...defaults, ...given };
    const variant = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let compiled = variants.get(variant);
    if (compiled === undefined) variants.set(variant, (compiled = compile(variables)));
    return compiled;
  };
}

/** Names of the variables by which something is skipped or included. */
function conditionVariables(planned: PlannedOperation): string[] {
  const names = new Set<string>();
  const visit = (selectionSet: PlannedOperation['selectionSet']): void => {
    for (const { element, selectionSet: below } of selectionSet.selections()) {
      for (const directive of element.appliedDirectives) {
        const { if: condition } = directive.arguments() as { readonly if?: unknown };
        if (condition instanceof Variable) names.add(condition.name);
      }
      if (below) visit(below);
    }
  };
  visit(planned.selectionSet);
  return [...names];
}
