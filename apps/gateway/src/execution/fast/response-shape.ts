import {
  getNamedType,
  getOperationAST,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { IsOfType } from './merge';

export interface Selected {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** A selection set and what must hold for it to count: names of variables behind `+` (include) or `-` (skip), sorted. */
interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly conditions: readonly string[];
}

/** Beyond it a comparison is work enough to be an attack. */
const KEYS_MAX = 4_000;

/**
 * The keys of an answer in their order, for every type that may stand in it and with what each depends on, as a text: two
 * operations of equal texts are answered byte for byte alike, but for what stands at `opaque` paths (keys with dots between
 * them). Null where that cannot be told.
 */
export function responseShape(
  schema: GraphQLSchema,
  isOfType: IsOfType,
  selected: Selected,
  opaque: ReadonlySet<string> = new Set(),
): string | null {
  const root = schema.getRootType(selected.definition.operation);
  if (!root) return null;
  return new Describer(schema, isOfType, selected.document, opaque).describe(root, selected.definition.selectionSet);
}

/** Whether what a fetch of `text` is answered is what was asked for, byte for byte, but for what stands at `opaque` paths. */
export function isAnsweredAlike(
  schema: GraphQLSchema,
  isOfType: IsOfType,
  asked: Selected,
  text: string,
  opaque?: ReadonlySet<string>,
): boolean {
  const document = parse(text);
  const wanted = responseShape(schema, isOfType, asked, opaque);
  const fetched = { document, definition: getOperationAST(document)! };
  return wanted !== null && wanted === responseShape(schema, isOfType, fetched, opaque);
}

class Describer {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  #keysLeft = KEYS_MAX;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly isOfType: IsOfType,
    document: DocumentNode,
    private readonly opaque: ReadonlySet<string>,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
  }

  describe(type: GraphQLObjectType, selectionSet: SelectionSetNode): string | null {
    return this.#ofType(type, [{ selectionSet, conditions: [] }], '');
  }

  #ofType(type: GraphQLCompositeType, parts: readonly Part[], path: string): string | null {
    if (isObjectType(type)) return this.#ofObject(type, parts, path);
    const texts = this.schema.getPossibleTypes(type).map((possible) => {
      const text = this.#ofObject(possible, parts, path);
      return text && `${possible.name}${text}`;
    });
    return texts.includes(null) ? null : `(${texts.join('|')})`;
  }

  #ofObject(type: GraphQLObjectType, parts: readonly Part[], path: string): string | null {
    /** In the order of first appearance; a key that depends on different things appears once for each. */
    const keys = new Set<string>();
    const below = new Map<string, { readonly type: GraphQLCompositeType; readonly parts: Part[] }>();
    const collect = (selection: SelectionNode, outer: readonly string[]): boolean => {
      const conditions = conditionsOf(selection.directives, outer);
      if (conditions === null) return true;
      if (selection.kind === Kind.FIELD) {
        if ((this.#keysLeft -= 1) < 0) return false;
        const key = selection.alias?.value ?? selection.name.value;
        keys.add(`${key}${conditions.join('')}`);
        if (selection.name.value === '__typename') return true;
        const field = type.getFields()[selection.name.value];
        if (!field) return false;
        const fieldType = getNamedType(field.type);
        if (!isCompositeType(fieldType) || !selection.selectionSet || this.opaque.has(`${path}${key}`)) return true;
        const known = below.get(key);
        const part = { selectionSet: selection.selectionSet, conditions };
        if (known) known.parts.push(part);
        else below.set(key, { type: fieldType, parts: [part] });
        return true;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      const fragment = isSpread ? this.#fragments.get(selection.name.value) : selection;
      if (!fragment) return false;
      const condition = fragment.typeCondition?.name.value;
      if (condition !== undefined && !this.schema.getType(condition)) return false;
      if (condition !== undefined && !this.isOfType(type.name, condition)) return true;
      return fragment.selectionSet.selections.every((inner) => collect(inner, conditions));
    };
    for (const { selectionSet, conditions } of parts)
      if (!selectionSet.selections.every((selection) => collect(selection, conditions))) return null;

    const inner: string[] = [];
    for (const [key, { type: fieldType, parts: fieldParts }] of below) {
      const text = this.#ofType(fieldType, fieldParts, `${path}${key}.`);
      if (text === null) return null;
      inner.push(`${key}${text}`);
    }
    return `{${[...keys].join(' ')};${inner.join(' ')}}`;
  }
}

/** With the outer ones; null where the selection is never taken. */
function conditionsOf(
  directives: readonly DirectiveNode[] | undefined,
  outer: readonly string[],
): readonly string[] | null {
  if (!directives?.length) return outer;
  const conditions = new Set(outer);
  for (const { name, arguments: [argument] = [] } of directives) {
    const { value } = argument ?? {};
    if (value?.kind === Kind.VARIABLE) conditions.add(`${name.value === 'skip' ? '-' : '+'}${value.name.value}`);
    else if (value?.kind === Kind.BOOLEAN && value.value === (name.value === 'skip')) return null;
  }
  return [...conditions].sort();
}
