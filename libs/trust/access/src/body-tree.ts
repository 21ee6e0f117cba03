/** A public body and the one above it. */
export interface Body {
  readonly id: string;
  readonly parentId: string | null;
}

/** Who stands above whom, as of one day. */
export interface BodyTree {
  /** The body itself and every body above it, nearest first. A body that nobody knows stands alone. */
  lineOf(bodyId: string): readonly string[];
  /** The body itself and every body below it. */
  within(bodyId: string): ReadonlySet<string>;
}

/** Bodies whose lines form a circle end it where it closes: the register refuses one, and nothing here may hang on it. */
export function bodyTree(bodies: Iterable<Body>): BodyTree {
  const parents = new Map<string, string | null>();
  const children = new Map<string, string[]>();
  for (const { id, parentId } of bodies) {
    parents.set(id, parentId);
    if (parentId === null) continue;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(id);
    else children.set(parentId, [id]);
  }
  const lines = new Map<string, readonly string[]>();
  const below = new Map<string, ReadonlySet<string>>();
  const lineFrom = (bodyId: string): readonly string[] => {
    const line = new Set<string>();
    for (let at: string | null | undefined = bodyId; at != null && !line.has(at); at = parents.get(at)) line.add(at);
    return [...line];
  };
  const setFrom = (bodyId: string): ReadonlySet<string> => {
    const found = new Set([bodyId]);
    for (const at of found) for (const child of children.get(at) ?? []) found.add(child);
    return found;
  };
  return { lineOf: remembered(lines, lineFrom), within: remembered(below, setFrom) };
}

const remembered =
  <Found>(known: Map<string, Found>, find: (id: string) => Found) =>
  (id: string): Found => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = find(id);
    known.set(id, found);
    return found;
  };
