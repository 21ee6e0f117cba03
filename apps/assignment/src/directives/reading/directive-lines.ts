/** One line of a document with its list mark taken off. */
export interface Line {
  readonly text: string;
  /** `- + x` has the mark `-`: the second sign is how some offices print a bullet. Empty for running text. */
  readonly mark: '' | '-' | '+';
  /** True when nothing stands between it and the line before. */
  readonly followsDirectly: boolean;
}

const BULLET = /^([-–—•*+])\s*(?:\+\s*)?(?=\S)/u;

/**
 * The lines of a pasted document: composed letters, single spaces, no emphasis signs of text editors, no empty lines.
 * The words themselves stay as they are.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let followsDirectly = false;
  for (const printed of text.normalize('NFC').split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = readLine(printed, followsDirectly);
    followsDirectly = line !== null;
    if (line) lines.push(line);
  }
  return lines;
}

function readLine(printed: string, followsDirectly: boolean): Line | null {
  const withoutStrong = tidy(printed.replaceAll('**', ''));
  const bullet = BULLET.exec(withoutStrong);
  // An asterisk without a space after it begins emphasis, not an entry of a list.
  const isBullet = bullet !== null && (bullet[1] !== '*' || withoutStrong[1] === ' ');
  const words = isBullet ? withoutStrong.slice(bullet[0].length) : withoutStrong;
  const text = tidy(words.replaceAll('*', ''));
  if (!text) return null;
  return { text, mark: isBullet ? (bullet[1] === '+' ? '+' : '-') : '', followsDirectly };
}

/** No space at either end, and one space wherever there was any, or a sign that cannot be printed. */
export const tidy = (text: string): string => text.replaceAll(/[\s\p{Cc}\u200b]+/gu, ' ').trim();

/** At most so many UTF-16 units, never half a character: no database keeps halves. */
export const cut = (text: string, charactersMax: number): string =>
  text.slice(0, charactersMax).replace(/[\ud800-\udbff]$/, '');

const QUOTE_CHARACTERS_MAX = 160;

/** The beginning of a passage, cut at a word. */
export function quoteOf(text: string): string {
  if (text.length <= QUOTE_CHARACTERS_MAX) return text;
  const beginning = cut(text, QUOTE_CHARACTERS_MAX);
  const wordEnd = beginning.lastIndexOf(' ');
  return `${wordEnd > 0 ? beginning.slice(0, wordEnd) : beginning} …`;
}
