import type { BodyDirectory } from './body-directory';
import { cut } from './directive-lines';
import { beforeAction, isKindOfBody, nameGoesOn, startsParty, startsWithKindOfBody } from './party-words';

/** The parties a text begins with, as printed, and what follows them. */
export interface PartyList {
  readonly parties: readonly string[];
  readonly rest: string;
}

export interface ListKind {
  /** In a task, the verb of what is to be done ends the list; in a list of names nothing but names can follow. */
  readonly untilAction: boolean;
}

/** Between two parties; the list of a task ends at a semicolon. */
const JOINT_OF_TASK = /^(?:\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng)\s+(?:với\s+)?)/u;
const JOINT_OF_NAMES = /^(?:\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng)\s+(?:với\s+)?)/u;
const SEPARATOR = /\s*[,;]\s*|\s+(?:và|cùng)\s+/gu;
/** The full stop of an abbreviation such as `TT.` or `VP.` follows a capital letter. */
const END = /:(?=\s|$)|(?<=\p{Ll}{2}|\d|\))\.(?=\s|$)|\.\/\./u;
const NOTE = /^\s*\([^)]*\)/u;
/** An open parenthesis and no closing one. */
const INSIDE_NOTE = /\([^)]*$/u;
const PART_CHARACTERS_MAX = 300;
const PARTIES_MAX = 200;

/**
 * Reads a list such as `Sở Y tế, Sở Văn hóa, Thể thao và Du lịch và các đơn vị có liên quan` from the beginning of a
 * text. Names the directory knows are taken whole; others end at a separator, a colon or the end of the sentence.
 */
export function readPartyList(text: string, directory: BodyDirectory, kind: ListKind): PartyList {
  const joint = kind.untilAction ? JOINT_OF_TASK : JOINT_OF_NAMES;
  const parties: string[] = [];
  let listEnd = 0;
  let start = 0;
  while (start < text.length && parties.length < PARTIES_MAX) {
    const part = partAt(cut(text.slice(start), PART_CHARACTERS_MAX), directory, kind);
    const words = text.slice(start, start + part.length);
    if (part.begins && words !== '') parties.push(words);
    else if (parties.length > 0 && isContinuation(words, kind))
      parties.push(parties.pop() + text.slice(listEnd, start) + words);
    else break;
    listEnd = start + part.length;
    const separator = joint.exec(text.slice(listEnd, listEnd + 20));
    if (!separator) break;
    start = listEnd + separator[0].length;
  }
  return { parties, rest: text.slice(listEnd).trimStart() };
}

/** `Sở Văn hóa, Thể thao`, `các sở, ngành`: a comma inside a name. */
const isContinuation = (words: string, { untilAction }: ListKind): boolean =>
  /^\p{Lu}/u.test(words) || (untilAction ? isKindOfBody(words) : startsWithKindOfBody(words));

/** How long the next part is, and whether it begins a party of its own. */
function partAt(
  text: string,
  directory: BodyDirectory,
  { untilAction }: ListKind,
): { length: number; begins: boolean } {
  const begins = startsParty(text);
  const end = endOfPart(text);
  const known = begins ? directory.findAtStart(text) : null;
  if (known) {
    const length = known.length + (NOTE.exec(text.slice(known.length))?.[0].length ?? 0);
    if (!nameGoesOn(text.slice(length)) && (untilAction || length >= end)) return { length, begins };
  }
  const part = text.slice(0, end);
  return { length: (untilAction ? beforeAction(part) : part.trimEnd()).length, begins };
}

function endOfPart(text: string): number {
  const stop = END.exec(text)?.index ?? text.length;
  for (const { index } of text.matchAll(SEPARATOR)) {
    if (index >= stop) break;
    if (!INSIDE_NOTE.test(text.slice(0, index))) return index;
  }
  return stop;
}
