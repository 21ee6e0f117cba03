import { isDay, type Day } from '@tiepdan/dated-table';

/** A day as a document prints it. */
export interface PrintedDay {
  /** Null for a day that does not exist, such as 31/02. */
  readonly day: Day | null;
  readonly text: string;
}

const IN_WORDS = String.raw`(\d{1,2}) tháng (\d{1,2}) năm (\d{4})`;
const IN_FIGURES = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`;
/** A day in either spelling, without the word before it; the groups are day, month, year, twice. */
export const PRINTED_DAY = `(?:${IN_WORDS}|${IN_FIGURES})`;

const PLACE_AND_DATE = new RegExp(`,\\s*ngày ${PRINTED_DAY}`, 'u');
const ANY_DATE = new RegExp(`(?:^|\\P{L})ngày ${PRINTED_DAY}`, 'giu');
/** A date after the number of another document is that document's. */
const DOCUMENT_BEFORE = /\d\/[\p{Lu}\d][^\s,;]{0,40}\s*,?\s*$/u;
const MEETING = /chủ trì|cuộc họp|buổi họp|phiên họp|hội nghị|buổi làm việc|buổi tiếp/iu;

/** The day of the line that gives place and date; null where it is missing or left blank. */
export function issuedDay(headerLines: readonly string[]): PrintedDay | null {
  for (const line of headerLines) {
    const match = PLACE_AND_DATE.exec(line);
    if (match) return { day: printedDay(match), text: line };
  }
  return null;
}

/** The day of the meeting: the first date of the first paragraph that tells of one. */
export function meetingDay(preamble: readonly string[]): PrintedDay | null {
  for (const paragraph of preamble) {
    if (!MEETING.test(paragraph)) continue;
    for (const match of paragraph.matchAll(ANY_DATE)) {
      if (DOCUMENT_BEFORE.test(paragraph.slice(Math.max(0, match.index - 60), match.index))) continue;
      return { day: printedDay(match), text: match[0].replace(/^\P{L}/u, '') };
    }
  }
  return null;
}

/** The day a match of `PRINTED_DAY` names, given the group it begins with. */
export function printedDay(match: RegExpMatchArray, firstGroup = 1): Day | null {
  const [day, month, year] = match[firstGroup] ? match.slice(firstGroup) : match.slice(firstGroup + 3);
  return dayOf(Number(year), Number(month), Number(day));
}

export function dayOf(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
