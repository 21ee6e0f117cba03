import type { QueryPlanSelectionNode } from '@apollo/query-planner';

/** What subgraphs answered, as JSON holds it. */
export type Data = Record<string, unknown>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name that every object has already would change what all objects are. */
function put(target: Data, key: string, value: unknown): void {
  if (key in Object.prototype)
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else target[key] = value;
}

/** Adds what came later to what came before; lists of the same length are the same list. */
export function merge(target: Data, source: Data): void {
  for (const [key, value] of Object.entries(source)) {
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(known) && isObject(value)) merge(known, value);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      value.forEach((item, index) => {
        if (isObject(known[index]) && isObject(item)) merge(known[index], item);
        else known[index] = item;
      });
    else put(target, key, value);
  }
}

/** Whether an object of one type stands where another type is named. */
export type IsOfType = (typename: string, condition: string) => boolean;

/** What a subgraph is told of an entity that another one answers for; null where something of it is missing. */
export function representationOf(
  entity: Data,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
): Data | null {
  const result: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const typename = entity['__typename'];
      const { typeCondition } = selection;
      if (typeCondition === undefined || typeof typename !== 'string' || !isOfType(typename, typeCondition)) continue;
      const part = representationOf(entity, selection.selections, isOfType);
      if (part) merge(result, part);
      continue;
    }
    const name = selection.alias ?? selection.name;
    const value = Object.hasOwn(entity, name) ? entity[name] : undefined;
    if (value === undefined) return null;
    put(result, name, selection.selections ? below(value, selection.selections, isOfType) : value);
  }
  return result;
}

const below = (value: unknown, selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): unknown => {
  if (Array.isArray(value)) return value.map((item) => below(item, selections, isOfType));
  return isObject(value) ? representationOf(value, selections, isOfType) : value;
};

/** Something below a path, and where it really stands. */
export interface Placed {
  readonly data: Data;
  readonly path: readonly (string | number)[];
}

/** Everything that stands at a path of a plan, in which `@` means each item of a list; what is null is left out. */
export function placedAt(start: readonly Placed[], path: readonly (string | number)[]): Placed[] {
  let reached: { value: unknown; path: (string | number)[] }[] = start.map(({ data, path: at }) => ({
    value: data,
    path: [...at],
  }));
  for (const step of path)
    reached = reached.flatMap(({ value, path: at }) => {
      if (value === null || value === undefined) return [];
      if (step === '@') return (value as unknown[]).map((item, index) => ({ value: item, path: [...at, index] }));
      const inner = Object.hasOwn(value as Data, step) ? (value as Data)[step] : undefined;
      return [{ value: inner, path: [...at, step] }];
    });
  return reached.flatMap(({ value, path: at }) => flat(value, at));
}

/** Lists that the path does not name are gone through as well. */
const flat = (value: unknown, path: readonly (string | number)[]): Placed[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => flat(item, [...path, index]));
  return isObject(value) ? [{ data: value, path }] : [];
};
