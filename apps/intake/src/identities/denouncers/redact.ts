import { hash } from 'node:crypto';
import { Refusal } from '@tiepdan/refusal';
import {
  identifyingFields,
  personFields,
  type IdentifyingField,
  type IdentifyingKind,
  type Statement,
} from '../../people/person-fields';

export const removedKinds = ['NAME', 'ADDRESS', 'IDENTITY_NUMBER', 'PHONE', 'EMAIL', 'PASSAGE'] as const;
export type RemovedKind = (typeof removedKinds)[number];

/** What a petition says, as far as it is text. */
export interface Texts {
  readonly summary: string;
  readonly placeText: string | null;
  readonly respondentName: string | null;
}
export const textFields = ['summary', 'placeText', 'respondentName'] as const satisfies readonly (keyof Texts)[];

/** What was taken out of one of the texts, and how often. */
export interface Removed {
  readonly field: keyof Texts;
  readonly kind: RemovedKind;
  readonly count: number;
}

export interface Rendition {
  readonly texts: Texts;
  readonly removed: readonly Removed[];
}

/** Passages to be taken out, and where they stand in the input. */
export interface NamedPassages {
  readonly passages: readonly string[];
  readonly field: string;
}

/** Of a denouncer, as far as it could stand in a text. */
type Denouncing = Pick<Statement, IdentifyingField>;

const placeholders: Readonly<Record<RemovedKind, string>> = {
  NAME: '[đã lược: họ tên]',
  ADDRESS: '[đã lược: địa chỉ]',
  IDENTITY_NUMBER: '[đã lược: số giấy tờ]',
  PHONE: '[đã lược: số điện thoại]',
  EMAIL: '[đã lược: thư điện tử]',
  PASSAGE: '[đã lược: đoạn nhận dạng]',
};

interface Pattern {
  readonly kind: RemovedKind;
  /** Of small letters without accents, unless it is exact. */
  readonly expression: RegExp;
  readonly isExact?: boolean;
}

const ADDRESS_CHARACTERS_MIN = 4;
const SEPARATED = String.raw`[\s.-]?`;
/** Whoever's they are: a number tells who somebody is without a name beside it. */
const numbers: readonly Pattern[] = [
  { kind: 'EMAIL', expression: /[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"().]+/gu },
  { kind: 'IDENTITY_NUMBER', expression: new RegExp(String.raw`(?<!\d)\d(?:${SEPARATED}\d){11}(?!\d)`, 'gu') },
  { kind: 'PHONE', expression: new RegExp(String.raw`(?<!\d)(?:\+84|0)(?:${SEPARATED}\d){9}(?!\d)`, 'gu') },
  { kind: 'IDENTITY_NUMBER', expression: new RegExp(String.raw`(?<![\d,.])\d{9}(?!\d)`, 'gu') },
];

/**
 * Takes out of a denunciation what tells who denounces: names and addresses of the denouncers however they are accented or spaced,
 * numbers of papers and telephones, addresses of e-mail, and passages that whoever received it names word for word (Luật Tố cáo
 * Đ.56 k.2). Refuses PASSAGE_NOT_FOUND.
 */
export function redact(texts: Texts, people: readonly Denouncing[], { passages, field: at }: NamedPassages): Rendition {
  const own = people.flatMap(patternsOf);
  const named = passages.map((passage, index): Pattern => {
    const expression = spacedWords(folded(passage.normalize('NFC')).text);
    if (passage.trim() === '' || !textFields.some((field) => folded(texts[field] ?? '').text.search(expression) >= 0))
      throw passageNotFound(`${at}.${index}`);
    return { kind: 'PASSAGE', expression };
  });
  const done = textFields.map((field) => {
    // Whom it is about may have a number, and must be known.
    const patterns = field === 'respondentName' ? [...named, ...own] : [...named, ...own, ...numbers];
    return { field, ...withoutMatches(texts[field], patterns) };
  });
  const textOf = (field: keyof Texts) => done.find((each) => each.field === field)!.text;
  return {
    texts: { summary: textOf('summary')!, placeText: textOf('placeText'), respondentName: textOf('respondentName') },
    removed: done.flatMap(({ field, counts }) => [...counts].map(([kind, count]) => ({ field, kind, count }))),
  };
}

/** Of a rendition, or of an original with a salt that stays with it: without the salt nobody can try out texts. */
export const textsHash = ({ summary, placeText, respondentName }: Texts, salt = ''): string =>
  hash('sha256', JSON.stringify([salt, summary, placeText, respondentName]), 'hex');

const words = (text: string): RegExp => spacedWords(folded(text).text);
const digits = (number: string): RegExp =>
  new RegExp(`(?<!\\d)${[...number.replaceAll(/[\s.-]/g, '')].map(escaped).join(SEPARATED)}(?!\\d)`, 'giu');
/** How what a denouncer stated is found in a text; null: not at all. */
const expressions: Readonly<Record<IdentifyingKind, (stated: string) => Omit<Pattern, 'kind'> | null>> = {
  // A name of one word is a word: it is taken out only where it is written as the name is.
  NAME: (stated) =>
    /\s/.test(stated.trim()) ? { expression: words(stated) } : { expression: spacedWords(stated), isExact: true },
  ADDRESS: (stated) => (stated.length < ADDRESS_CHARACTERS_MIN ? null : { expression: words(stated) }),
  IDENTITY_NUMBER: (stated) => ({ expression: digits(stated) }),
  PHONE: (stated) => ({ expression: digits(stated) }),
  EMAIL: (stated) => ({ expression: words(stated) }),
};

const patternsOf = (person: Denouncing): Pattern[] =>
  identifyingFields.flatMap((field) => {
    const kind = personFields[field].removedAs;
    const stated = person[field];
    const found = stated === null ? null : expressions[kind](stated);
    return found ? [{ kind, ...found }] : [];
  });

/** The words one after the other, with any space between them, and not within another word. */
const spacedWords = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])${text.trim().split(/\s+/).map(escaped).join('\\s+')}(?![\\p{L}\\d])`, 'gu');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Small letters without accents, and for each of them where it stands in the text. */
function folded(text: string): { readonly text: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let result = '';
  let place = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
    for (let index = 0; index < plain.length; index++) places.push(place);
    result += plain;
    place += letter.length;
  }
  places.push(place);
  return { text: result, places };
}

function withoutMatches(given: string | null, patterns: readonly Pattern[]) {
  const counts = new Map<RemovedKind, number>();
  if (given === null) return { text: null, counts };
  const text = given.normalize('NFC');
  const { text: plain, places } = folded(text);
  const found = patterns
    .flatMap(({ kind, expression, isExact = false }) =>
      [...(isExact ? text : plain).matchAll(expression)].map(({ index, 0: { length } }) =>
        isExact
          ? { kind, from: index, to: index + length }
          : { kind, from: places[index]!, to: places[index + length]! },
      ),
    )
    .sort((one, other) => one.from - other.from || other.to - one.to);
  let result = '';
  let reached = 0;
  for (const { kind, from, to } of found) {
    if (from < reached && to <= reached) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (from >= reached) result += text.slice(reached, from) + placeholders[kind];
    reached = to;
  }
  return { text: result + text.slice(reached), counts };
}

const passageNotFound = (field: string) =>
  new Refusal({
    code: 'PASSAGE_NOT_FOUND',
    field,
    message: 'Không tìm thấy đoạn cần lược bỏ này trong nội dung; hãy chép đúng từng chữ.',
    messageEn: 'This passage does not stand in what the petition says; copy it word for word.',
  });
