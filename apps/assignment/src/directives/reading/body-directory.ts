import type { Agency } from '../../agencies/agency';
import { spelledOut } from './abbreviations';
import type { Party } from '../directive';
import { tidy } from './directive-lines';

/** A body of the register, with the names documents call it by. */
export type PublicBody = Pick<Agency, 'id' | 'name' | 'aliases'>;

/** The bodies that existed on one day, found by what a document calls them. */
export interface BodyDirectory {
  /** The one body with this name; null when none or several answer to it. */
  find(name: string): PublicBody | null;
  /** The longest beginning of a text, in whole words, that names a body. */
  findAtStart(text: string): { readonly body: PublicBody; readonly length: number } | null;
}

/** Longer than any name of a body, in words as printed. */
const WORDS_OF_A_NAME_MAX = 24;

export function directoryOf(bodies: readonly PublicBody[]): BodyDirectory {
  const byKey = keysOf(bodies);
  const startingAt = (text: string, from: number) => {
    let key = '';
    let wordCount = 0;
    let longest: { body: PublicBody; length: number } | null = null;
    for (const { 0: word, index } of text.slice(from).matchAll(/[\p{L}\d]+/gu)) {
      if (++wordCount > WORDS_OF_A_NAME_MAX) break;
      key += `${key && ' '}${wordKey(word)}`;
      const body = byKey.get(key);
      if (body) longest = { body, length: from + index + word.length };
    }
    return longest;
  };
  return {
    find: (name) => byKey.get(nameKey(name)) ?? null,
    findAtStart(text) {
      if (SEVERAL_FIRST.test(text)) return null;
      return startingAt(text, 0) ?? startingAt(text, PERSON_OF_A_BODY.exec(text)?.[0].length ?? 0);
    },
  };
}

/** Documents add `tỉnh` to names that do without it; a name that two bodies share names neither. */
function keysOf(bodies: readonly PublicBody[]): Map<string, PublicBody | null> {
  const byKey = new Map<string, PublicBody | null>();
  const printed = bodies.flatMap((body) =>
    [...new Set([body.name, ...body.aliases].map(nameKey))].map((key) => ({ key, body })),
  );
  for (const { key, body } of printed) byKey.set(key, byKey.has(key) ? null : body);
  const inFull = printed.map(({ key, body }) => ({ key: `${key} ${wordKey('tỉnh')}`, body }));
  const taken = new Set(byKey.keys());
  for (const { key, body } of inFull) if (!taken.has(key)) byKey.set(key, byKey.has(key) ? null : body);
  return byKey;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * What stays of a name when abbreviations are spelled out and neither case, punctuation nor the place of a tone mark
 * counts: `VP.UBND tỉnh` is `Văn phòng Uỷ ban nhân dân tỉnh`.
 */
export const nameKey = (name: string): string => (name.match(/[\p{L}\d]+/gu) ?? []).map(wordKey).join(' ');

const wordKey = (word: string): string =>
  spelledOut(word)
    .toLowerCase()
    .normalize('NFD')
    .split(' ')
    .map((letters) => letters.replaceAll(TONES, '') + (letters.match(TONES) ?? []).join(''))
    .join(' ');

/** Whoever speaks for a body; the body is meant. */
const PERSON_OF_A_BODY =
  /^(?:(?:đồng chí|đ\/c|lãnh đạo|đại diện|thủ trưởng|người đứng đầu|(?:phó )?(?:chủ tịch|bí thư|giám đốc|chánh|trưởng)(?: thường trực)?|phó) )+/iu;
export const withoutPerson = (text: string): string => text.replace(PERSON_OF_A_BODY, '');
/** Several are meant whatever a register of bodies says: `các sở, ngành`, `CT và các PCT UBND tỉnh`. */
const SEVERAL_FIRST = /^(?:các|những|toàn thể|thành viên) |^[^,;]{0,60} và các /iu;
const SEVERAL = /(?<!\p{L})(?:các|những) /iu;

/**
 * Looks up what is printed: the body itself, or the body whose leader is meant. What no body answers to keeps its
 * text only, and is a group where its words say that several are meant.
 */
export function partyOf(printed: string, directory: BodyDirectory): Party {
  const text = tidy(printed);
  if (SEVERAL_FIRST.test(text)) return { text, agencyId: null, group: true };
  const withoutNote = text.replace(/\s*\([^()]{0,300}\)$/u, '');
  const agency = directory.find(withoutNote) ?? directory.find(withoutPerson(withoutNote));
  return { text, agencyId: agency?.id ?? null, group: agency === null && SEVERAL.test(text) };
}
