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

/** No space at either end, and one space wherever there was any. */
export const tidy = (text: string): string => text.replaceAll(/[\s\u00a0\u200b\ufeff]+/gu, ' ').trim();

/** At most `charactersMax` characters, cut at a word, for quoting. */
export function quoteOf(text: string, charactersMax = 160): string {
  if (text.length <= charactersMax) return text;
  const cut = text.slice(0, charactersMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), charactersMax / 2))} …`;
}
