import { validate } from 'uuid';
import { badInput, type Page } from '@tiepdan/subgraph';

/** The place a page begins after, in a list ordered by instant and id. Throws BAD_USER_INPUT for another list's cursor. */
export function placeInList({ after }: Page): readonly [string, string] | null {
  if (after === null) return null;
  const [instant, id] = after;
  if (after.length !== 2 || Number.isNaN(Date.parse(instant!)) || !validate(id))
    throw badInput('"after" is not a cursor of this list.');
  return [instant!, id!];
}
