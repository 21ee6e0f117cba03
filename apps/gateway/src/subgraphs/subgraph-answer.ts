import type { GraphQLFormattedError } from 'graphql';
import type { HttpAnswer } from './subgraph-connection';

/** An answer that is read only where it must be. */
export interface SubgraphText {
  /** The bytes of it, where the subgraph says that they hold data alone; null where it says nothing. */
  readonly plain: Buffer | null;
  /** Throws a typed error when it holds no GraphQL result. */
  read(): SubgraphResult;
}

export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * The GraphQL result in an answer, or null when it holds none: another status, another type, broken JSON, another shape,
 * or other entities than were asked for.
 */
export function readAnswer({ status, headers, body }: HttpAnswer, representations: unknown): SubgraphResult | null {
  // A GraphQL server answers 400 to a request it does not accept, and says why in the same shape.
  if (status !== 200 && status !== 400) return null;
  if (!/^application\/(graphql-response\+)?json\b/i.test(headers['content-type'] ?? '')) return null;
  const result = parse(body);
  if (!isRecord(result)) return null;
  const { data, errors } = result;
  if (data === undefined && errors === undefined) return null;
  if (data !== undefined && data !== null && !isRecord(data)) return null;
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isError))) return null;
  if (Array.isArray(representations) && isRecord(data)) {
    const entities = data['_entities'];
    if (!Array.isArray(entities) || entities.length !== representations.length) return null;
  }
  return { data: data as SubgraphResult['data'], errors };
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isError = (value: unknown): boolean => isRecord(value) && typeof value['message'] === 'string';
