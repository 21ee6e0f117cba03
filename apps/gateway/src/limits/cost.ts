import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { limitError } from './limit-error';

export const QUERY_COST_MAX = 20_000;
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;

type Variables = Readonly<Record<string, unknown>>;

/** Throws when an operation asks for too much. `document` must be valid. */
export type CheckCost = (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables) => void;

/**
 * An object field costs 1; a list with `first` costs what stands below it as many times as its page may be long.
 * An operation whose page sizes are all literals is measured once.
 */
export function costLimit(schema: GraphQLSchema): CheckCost {
  const constant = new WeakSet<OperationDefinitionNode>();
  return (document, operation, variables) => {
    if (constant.has(operation)) return;
    const measure = new Measure(schema, document, operation, variables);
    refuseAbove(measure.cost());
    if (!measure.usesVariables) constant.add(operation);
  };
}

/** What a valid operation costs; throws as the check does. */
export function operationCost(
  schema: GraphQLSchema,
  ...[document, operation, variables]: Parameters<CheckCost>
): number {
  const cost = new Measure(schema, document, operation, variables).cost();
  refuseAbove(cost);
  return cost;
}

function refuseAbove(cost: number): void {
  if (cost > QUERY_COST_MAX)
    throw limitError(
      'QUERY_TOO_COSTLY',
      'Truy vấn lấy quá nhiều dữ liệu; hãy giảm số dòng mỗi trang.',
      `The query costs more than ${QUERY_COST_MAX}; ask for smaller pages.`,
    );
}

class Measure {
  usesVariables = false;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Each fragment is measured once, however often it is spread: the work stays linear in the length of the text. */
  readonly #fragmentCosts = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
  }

  cost(): number {
    return this.#costOf(this.operation.selectionSet, this.schema.getRootType(this.operation.operation) ?? undefined);
  }

  #costOf({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += this.#costOfField(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.#costOfFragment(selection.name.value);
      else cost += this.#costOf(selection.selectionSet, this.#typeNamed(selection.typeCondition?.name.value) ?? parent);
    }
    return cost;
  }

  #costOfFragment(name: string): number {
    let cost = this.#fragmentCosts.get(name);
    if (cost === undefined) {
      const fragment = this.#fragments.get(name)!;
      cost = this.#costOf(fragment.selectionSet, this.#typeNamed(fragment.typeCondition.name.value));
      this.#fragmentCosts.set(name, cost);
    }
    return cost;
  }

  #costOfField(field: FieldNode, parent: GraphQLNamedType | undefined): number {
    if (!field.selectionSet) return 0;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    // Introspection has no definition here; it is answered from memory.
    if (!isCompositeType(type)) return 1;
    const isPaged = definition!.args.some(({ name }) => name === 'first');
    const below = this.#costOf(field.selectionSet, type);
    return 1 + (isPaged ? this.#pageSize(field) * below : below);
  }

  #pageSize(field: FieldNode): number {
    const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    const size = value === undefined ? null : this.#valueOf(value);
    if (size === null || size === undefined) return PAGE_SIZE_DEFAULT;
    // What is no number will be refused as such, with the type's own words.
    if (typeof size !== 'number') return PAGE_SIZE_MAX;
    if (size < 1 || size > PAGE_SIZE_MAX)
      throw limitError(
        'PAGE_SIZE_OUT_OF_RANGE',
        `"first" phải từ 1 đến ${PAGE_SIZE_MAX}.`,
        `"first" must be between 1 and ${PAGE_SIZE_MAX}.`,
        field,
      );
    return size;
  }

  #valueOf(value: ValueNode): unknown {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return null;
    this.usesVariables = true;
    const name = value.name.value;
    if (Object.hasOwn(this.variables, name)) return this.variables[name];
    const definition = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue ? this.#valueOf(definition.defaultValue) : null;
  }

  #typeNamed = (name: string | undefined): GraphQLNamedType | undefined =>
    name === undefined ? undefined : this.schema.getType(name);
}
