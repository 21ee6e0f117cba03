import {
  baseType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isSubtype,
  Variable,
  type CompositeType,
  type FieldSelection,
  type ObjectType,
  type Operation as PlannedOperation,
  type Schema,
  type Selection,
  type SelectionSet,
  type Type,
} from '@apollo/federation-internals';
import type { Data } from './merge';
import type { Variables } from './run-plan';

/** Something stands in an answer that the schema does not allow there: whoever knows how nulls travel must shape it. */
export const ANOMALY = Symbol('anomaly');

/** Leaves of an answer what was asked for, in the order it was asked for. Throws ANOMALY; changes nothing of what it is given. */
export type Shape = (data: Data) => Data;

/** The same for one value of an answer. */
export type Complete = (value: unknown) => unknown;

/** Compiles the shape of an operation's answer; `variables` decide what is skipped and included. */
export function compileShape(planned: PlannedOperation, variables: Variables): Shape {
  const schema = planned.schema();
  const root = schema.schemaDefinition.rootType(planned.rootKind) as ObjectType;
  const fields = new ShapeCompiler(schema, variables).fields(root, [planned.selectionSet]);
  return (data) => take(fields, data);
}

/**
 * Compiles the shape of what stands at a path of keys; null where a type on the way to it is abstract, or where nothing is asked
 * for there.
 */
export function compileShapeAt(
  planned: PlannedOperation,
  path: readonly string[],
  variables: Variables,
): Complete | null {
  const schema = planned.schema();
  const compiler = new ShapeCompiler(schema, variables);
  let type: Type | undefined = schema.schemaDefinition.rootType(planned.rootKind);
  let selectionSets: readonly SelectionSet[] = [planned.selectionSet];
  let complete: Complete | null = null;
  for (const key of path) {
    if (!type || !isObjectType(type)) return null;
    const selections: FieldSelection[] = compiler.selections(type, selectionSets).get(key) ?? [];
    if (selections.length === 0) return null;
    complete = compiler.completeField(type, selections);
    type = baseType(selections[0]!.element.definition.type!);
    selectionSets = selections.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return complete;
}

interface ShapedField {
  readonly key: string;
  readonly complete: Complete;
}

function take(fields: readonly ShapedField[], from: Data): Data {
  const shaped: Data = {};
  for (const { key, complete } of fields) shaped[key] = complete(Object.hasOwn(from, key) ? from[key] : null);
  return shaped;
}

class ShapeCompiler {
  constructor(
    private readonly schema: Schema,
    private readonly variables: Variables,
  ) {}

  /** The fields of an object type, each once, with everything that is asked below it. */
  fields(type: ObjectType, selectionSets: readonly SelectionSet[]): ShapedField[] {
    return [...this.selections(type, selectionSets)].map(([key, selections]) => ({
      key,
      complete: this.completeField(type, selections),
    }));
  }

  selections(type: ObjectType, selectionSets: readonly SelectionSet[]): Map<string, FieldSelection[]> {
    const byKey = new Map<string, FieldSelection[]>();
    for (const selectionSet of selectionSets) this.#collect(type, selectionSet, byKey);
    return byKey;
  }

  #collect(type: ObjectType, selectionSet: SelectionSet, byKey: Map<string, FieldSelection[]>): void {
    for (const selection of selectionSet.selections()) {
      if (!this.#isAskedFor(selection)) continue;
      if (selection.kind === 'FieldSelection') {
        const key = selection.element.responseName();
        const known = byKey.get(key);
        if (known) known.push(selection);
        else byKey.set(key, [selection]);
        continue;
      }
      const { typeCondition } = selection.element;
      if (!typeCondition || isSubtype(typeCondition, type)) this.#collect(type, selection.selectionSet, byKey);
    }
  }

  #isAskedFor({ element }: Selection): boolean {
    const [skip] = element.appliedDirectivesOf(this.schema.skipDirective());
    const [include] = element.appliedDirectivesOf(this.schema.includeDirective());
    return !(skip && this.#isTrue(skip.arguments().if)) && !(include && !this.#isTrue(include.arguments().if));
  }

  #isTrue(condition: boolean | Variable): boolean {
    return condition instanceof Variable ? this.variables[condition.name] === true : condition;
  }

  completeField(type: ObjectType, selections: readonly FieldSelection[]): Complete {
    const { element } = selections[0]!;
    if (element.name === '__typename') return () => type.name;
    return this.#complete(
      element.definition.type!,
      selections.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
  }

  #complete(type: Type, below: readonly SelectionSet[]): Complete {
    if (isNonNullType(type)) {
      const complete = this.#complete(type.ofType, below);
      return (value) => (value === null ? anomaly() : complete(value));
    }
    if (isListType(type)) {
      const complete = this.#complete(type.ofType, below);
      return (value) => (value === null ? null : Array.isArray(value) ? value.map(complete) : anomaly());
    }
    if (isCompositeType(type)) return this.#completeObject(type, below);
    const isLeaf = leafTest(type);
    return (value) => (value === null || isLeaf(value) ? value : anomaly());
  }

  /** What is asked of an object depends on its type, which is known once it is seen. */
  #completeObject(type: CompositeType, below: readonly SelectionSet[]): Complete {
    const fieldsByType = new Map<unknown, readonly ShapedField[]>();
    const fieldsOf = (typename: unknown): readonly ShapedField[] => {
      const actual = typename === undefined ? type : this.schema.type(String(typename));
      if (!actual || !isObjectType(actual) || !isSubtype(type, actual)) return anomaly();
      const fields = this.fields(actual, below);
      fieldsByType.set(typename, fields);
      return fields;
    };
    return (value) => {
      if (value === null) return null;
      if (typeof value !== 'object' || Array.isArray(value)) return anomaly();
      const { __typename: typename } = value as { __typename?: unknown };
      return take(fieldsByType.get(typename) ?? fieldsOf(typename), value as Data);
    };
  }
}

function anomaly(): never {
  // An error would gather a stack that nobody reads.
  throw ANOMALY;
}

const isText = (value: unknown): boolean => typeof value === 'string';
/** Stricter than the stock shaping where that is simpler: what fails here is looked at again there. */
const LEAF_TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: isText,
  ID: isText,
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
};

function leafTest(type: Type): (value: unknown) => boolean {
  if (!isEnumType(type)) return LEAF_TESTS[String(type)] ?? (() => true);
  const values = new Set<unknown>(type.values.map(({ name }) => name));
  return (value) => values.has(value);
}
