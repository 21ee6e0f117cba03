import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';

/** A signed entry in the books. A cell of a form is a sum of postings; its drill-down is those postings. */
export interface Posting {
  readonly id: number;
  /** Counts in ones. */
  readonly amount: number;
  /** Visit or petition, by its number in `subject`. */
  readonly subjectNo: number;
  /** Day the fact belongs to. */
  readonly effectiveOn: Day;
  /** Day the source recorded it: what "as known on" goes by. */
  readonly recordedOn: Day;
  readonly agencyNo: number;
  readonly account: number;
}

/** Numbers the topics whose events are posted. A number is never given to another topic. */
const sourceNumbers: Readonly<Record<string, number>> = { 'intake.visit.v1': 0, 'intake.petition.v1': 1 };
const SOURCES_MAX = 4;
/** A petition that joins a long dispute moves many lines at once. Numbers stay exact up to source position 3 × 10¹⁰. */
const LINES_MAX = 65_536;

/** Numbers the lines of one event by the event's place at its source, so that a rebuild gives them the same numbers. */
export function numberLines(
  event: { readonly topic: string; readonly position: number },
  lines: readonly Omit<Posting, 'id'>[],
): Posting[] {
  const source = sourceNumbers[event.topic];
  if (source === undefined) throw new Error(`${event.topic} is no source of postings`);
  if (lines.length > LINES_MAX) throw tooManyLines();
  const first = (event.position * SOURCES_MAX + source) * LINES_MAX;
  return lines.filter(({ amount }) => amount !== 0).map((line, index) => ({ ...line, id: first + index }));
}

const tooManyLines = () =>
  new Refusal({
    code: 'TOO_MANY_LINES',
    message: 'Một sự kiện làm thay đổi quá nhiều dòng sổ.',
    messageEn: 'One event changes too many lines of the books.',
  });
