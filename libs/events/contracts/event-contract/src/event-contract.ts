import { z } from 'zod';

/**
 * What kind of thing a field tells about people. There is no class for names, numbers, addresses or contents of
 * petitions, because no event may carry them (decision 0007).
 *
 * - `identifier`: an opaque id or an office's own running number.
 * - `code`: a value from a closed list.
 * - `figure`: a count, a day, an instant, a flag.
 * - `official-text`: words of a published official document or the name of a public body.
 */
export type PrivacyClass = 'identifier' | 'code' | 'figure' | 'official-text';

/** Marks a field with its privacy class; the class travels into the JSON Schema as `x-privacy`. */
export const field = <T extends z.ZodType>(privacy: PrivacyClass, schema: T): T =>
  schema.meta({ 'x-privacy': privacy }) as T;

export const identifier = () => field('identifier', z.uuid());
export const runningNumber = () => field('identifier', z.string().min(1).max(64));
export const code = () => field('code', z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/));
export const codeOf = <const T extends readonly [string, ...string[]]>(values: T) => field('code', z.enum(values));
export const count = () => field('figure', z.int().nonnegative());
/** A day in the province, `2026-11-24`. */
export const day = () => field('figure', z.iso.date());
/** An instant in UTC, `2026-11-24T01:02:03.456Z`. */
export const instant = () => field('figure', z.iso.datetime());
export const flag = () => field('figure', z.boolean());
export const officialText = (charactersMax = 4_000) => field('official-text', z.string().max(charactersMax));

export interface EventContract<Types extends Record<string, z.ZodObject> = Record<string, z.ZodObject>> {
  /** `<service>.<aggregate>.v<n>`: one topic for all events of one aggregate type. */
  readonly topic: string;
  readonly types: Types;
}

/** Declares the events of one aggregate type once; producer and consumers compile against it and check it. */
export const defineContract = <const Types extends Record<string, z.ZodObject>>(
  topic: string,
  types: Types,
): EventContract<Types> => ({ topic, types });

/** One event as the outbox takes it: which aggregate, which of its versions, what happened. */
export type EventOf<C extends EventContract> = {
  [Type in keyof C['types'] & string]: {
    readonly topic: C['topic'];
    readonly type: Type;
    readonly aggregateId: string;
    readonly aggregateVersion: number;
    readonly data: z.infer<C['types'][Type]>;
  };
}[keyof C['types'] & string];

/** The same after its journey, with what the producer's database added. */
export type Recorded<E extends { topic: string }> = E & {
  /** Position in the producer's event table: dense enough to number by, never reused. */
  readonly position: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
};

/** The message on the wire. `data` is checked per type afterwards, so that unknown types can be ignored. */
export const envelopeSchema = z.object({
  position: z.int().positive(),
  topic: z.string(),
  type: z.string(),
  aggregateId: z.uuid(),
  aggregateVersion: z.int().positive(),
  occurredAt: z.iso.datetime({ offset: true }),
  recordedAt: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** JSON Schema of one event type, with `x-privacy` on every field. */
export const eventJsonSchema = (schema: z.ZodObject): Record<string, unknown> =>
  z.toJSONSchema(schema) as Record<string, unknown>;

/** Paths of leaf fields that declare no privacy class; a contract is sound when there are none. */
export function fieldsWithoutPrivacyClass(contract: EventContract): string[] {
  return Object.entries(contract.types).flatMap(([type, schema]) =>
    leavesWithoutClass(eventJsonSchema(schema), `${contract.topic}/${type}`, false),
  );
}

interface SchemaNode {
  readonly 'x-privacy'?: string;
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

function leavesWithoutClass(node: SchemaNode, path: string, isClassed: boolean): string[] {
  const classed = isClassed || node['x-privacy'] !== undefined;
  if (node.properties)
    return Object.entries(node.properties).flatMap(([name, child]) =>
      leavesWithoutClass(child, `${path}.${name}`, false),
    );
  if (node.items) return leavesWithoutClass(node.items, `${path}[]`, classed);
  if (node.anyOf && !classed)
    return node.anyOf
      .filter((child) => (child as { type?: string }).type !== 'null')
      .flatMap((child) => leavesWithoutClass(child, path, false));
  return classed ? [] : [path];
}
