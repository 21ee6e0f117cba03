import type { SubgraphText } from '../../subgraphs/subgraph-answer';
import { ANOMALY, type Complete } from './compiled-shape';
import type { Data } from './merge';
import { variablesOf, type SendFetch, type Variables } from './run-plan';
import type { SplicedEntity, Splicing } from './splicing';

/**
 * Puts what services tell of entities into the bytes of the first answer. Null where anything is not as it must be for that: an answer is
 * not plain, an entity is of another type, or not as the schema says. Throws what `send` throws.
 */
export async function splice(
  { first, entities }: Splicing,
  variables: Variables,
  send: SendFetch<SubgraphText>,
): Promise<Buffer | null> {
  const completes = entities.map(({ completeFor }) => completeFor(variables));
  if (!completes.every((complete) => complete !== null)) return null;
  const { plain } = await send(first, variablesOf(first, variables));
  if (!plain) return null;
  const found = entities.map((entity) => entitiesIn(plain, entity));
  if (!found.every((each) => each !== null)) return null;
  const told = await Promise.all(
    found.map(({ ids }, index) => textsOf(entities[index]!, completes[index]!, ids, variables, send)),
  );
  const pieces: Piece[] = [];
  for (const [index, { places }] of found.entries()) {
    const texts = told[index];
    if (!texts) return null;
    for (const { start, end, id } of places) pieces.push({ start, end, text: texts[id]! });
  }
  if (entities.length > 1) pieces.sort((one, other) => one.start - other.start);
  return replaced(plain, pieces);
}

/** Where an entity stands, and which of the ids it has. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly id: number;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: Buffer;
}

const QUOTE = 0x22;
const CLOSING_BRACE = 0x7d;
const NULL = Buffer.from('null');

/**
 * All entities at their response key and their ids, each once. In a text quotes are escaped, so a key in its quotes is nothing but that key.
 * Null where something else stands at one, or where there is none: then there is nothing to gain.
 */
function entitiesIn(answer: Buffer, { before, opening }: SplicedEntity) {
  const places: Place[] = [];
  const ids: string[] = [];
  const known = new Map<string, number>();
  for (let at = answer.indexOf(before); at >= 0; at = answer.indexOf(before, at)) {
    at += before.length;
    if (!standsAt(answer, opening, at)) {
      if (!standsAt(answer, NULL, at)) return null;
      continue;
    }
    const idStart = at + opening.length;
    const idEnd = answer.indexOf(QUOTE, idStart);
    // Byte for byte, so that different ids are different texts.
    const bytes = answer.toString('latin1', idStart, idEnd);
    if (bytes.includes('\\') || answer[idEnd + 1] !== CLOSING_BRACE) return null;
    let id = known.get(bytes);
    if (id === undefined) {
      known.set(bytes, (id = ids.length));
      ids.push(answer.toString('utf8', idStart, idEnd));
    }
    places.push({ start: at, end: idEnd + 2, id });
  }
  return places.length > 0 ? { places, ids } : null;
}

const standsAt = (bytes: Buffer, wanted: Buffer, at: number): boolean =>
  wanted.compare(bytes, at, Math.min(at + wanted.length, bytes.length)) === 0;

/** What the client is told of each entity; null where that cannot be said in short. */
async function textsOf(
  { typename: __typename, keyField, fetch }: SplicedEntity,
  complete: Complete,
  ids: readonly string[],
  variables: Variables,
  send: SendFetch<SubgraphText>,
): Promise<Buffer[] | null> {
  const representations = ids.map((id) => ({ __typename, [keyField]: id }));
  const answer = await send(fetch, { ...variablesOf(fetch, variables), representations });
  if (!answer.plain) return null;
  // Of as many as were asked for, or nothing.
  const entities = answer.read().data?.['_entities'] as (Data | null)[] | undefined;
  if (!entities) return null;
  try {
    return entities.map((entity, index) =>
      Buffer.from(JSON.stringify(complete({ ...representations[index], ...entity }))),
    );
  } catch (thrown) {
    if (thrown === ANOMALY) return null;
    throw thrown;
  }
}

function replaced(whole: Buffer, pieces: readonly Piece[]): Buffer {
  const length = pieces.reduce((sum, { start, end, text }) => sum + text.length - (end - start), whole.length);
  const result = Buffer.allocUnsafe(length);
  let [from, to] = [0, 0];
  for (const { start, end, text } of pieces) {
    to += whole.copy(result, to, from, start);
    result.set(text, to);
    to += text.length;
    from = end;
  }
  whole.copy(result, to, from);
  return result;
}
