import { addDays, addMonths, type Day } from '@tiepdan/dated-table';
import type { TaskDue } from '../directive';
import { dayOf, PRINTED_DAY, printedDay } from './directive-date';

const WITHOUT_DATE = { date: null, event: null, recurrence: null };

/** When a task must be done, or null where its text does not say. `documentDay` gives a printed day without a year its year. */
export function dueIn(text: string, documentDay: Day | null): TaskDue | null {
  return recurringDue(text) ?? dayDue(text, documentDay) ?? monthDue(text, documentDay) ?? eventDue(text);
}

const LIMIT = String.raw`(?<!\p{L})(?:xong )?(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|đến hết|hạn chót(?: là)?|hoàn thành (?:vào|trong)|xong trong|trong|hết)`;
const DAY_LIMIT = new RegExp(
  `${LIMIT}(?: vào)?(?: hết)? ngày (?:${PRINTED_DAY}|(\\d{1,2})[/.](\\d{1,2})(?!\\d|[/.]\\d))`,
  'iu',
);
const MONTH_LIMIT = new RegExp(`${LIMIT}(?: cuối)? tháng (\\d{1,2})(?:\\s*[/.]\\s*| năm )(\\d{4})`, 'iu');
const QUARTER_LIMIT = new RegExp(`${LIMIT}(?: cuối)? quý (IV|I{1,3}|[1-4])(?:\\s*[/.]\\s*| năm )(\\d{4})`, 'iu');

function dayDue(text: string, documentDay: Day | null): TaskDue | null {
  const match = DAY_LIMIT.exec(text);
  if (!match) return null;
  const date = match[7] ? comingDay(Number(match[8]), Number(match[7]), documentDay) : printedDay(match);
  return { ...WITHOUT_DATE, text: match[0], date };
}

/** The next such day on or after the document's. */
function comingDay(month: number, day: number, documentDay: Day | null): Day | null {
  if (!documentDay) return null;
  const year = Number(documentDay.slice(0, 4));
  const thisYear = dayOf(year, month, day);
  return thisYear && thisYear >= documentDay ? thisYear : dayOf(year + 1, month, day);
}

function monthDue(text: string, documentDay: Day | null): TaskDue | null {
  const month = MONTH_LIMIT.exec(text);
  if (month) return monthEndDue(month[0], Number(month[1]), Number(month[2]));
  const quarter = QUARTER_LIMIT.exec(text);
  if (quarter) return monthEndDue(quarter[0], quarterOf(quarter[1]!) * 3, Number(quarter[2]));
  const year = /(?<!\p{L})(?:trong|hết) năm (?:(\d{4})|nay)(?!\d)/iu.exec(text);
  const yearMeant = Number(year?.[1] ?? documentDay?.slice(0, 4));
  return year && yearMeant ? monthEndDue(year[0], 12, yearMeant) : null;
}

const quarterOf = (printed: string): number =>
  Number(printed) || ['I', 'II', 'III', 'IV'].indexOf(printed.toUpperCase()) + 1;

function monthEndDue(text: string, month: number, year: number): TaskDue {
  const first = dayOf(year, month, 1);
  // `trước tháng 7` ends with June, every other limit with the month it names.
  const isBefore = /trước (?:tháng|quý)/iu.test(text);
  const monthsOn = isBefore ? (/quý/iu.test(text) ? -2 : 0) : 1;
  return { ...WITHOUT_DATE, text, date: first && addDays(addMonths(first, monthsOn), -1) };
}

const EVERY = '(?:hàng|hằng|mỗi)';
/**
 * The last week of the month is met by its last weekday (Monday to Friday): the rule names that day, and any day of the
 * week before it is in time.
 */
const RECURRENCES: readonly (readonly [RegExp, (match: RegExpExecArray) => string | null])[] = [
  [
    new RegExp(`(?:định kỳ )?(?:vào )?tuần cuối (?:của )?${EVERY} tháng`, 'iu'),
    () => 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ],
  [
    new RegExp(`(?:định kỳ )?(?:trước |vào |chậm nhất )?(?:là )?ngày (\\d{1,2}) ${EVERY} tháng`, 'iu'),
    ([, day]) => (Number(day) >= 1 && Number(day) <= 31 ? `FREQ=MONTHLY;BYMONTHDAY=${Number(day)}` : null),
  ],
  [new RegExp(`(?:định kỳ )?(?<!\\p{L})${EVERY} ngày`, 'iu'), () => 'FREQ=DAILY'],
  [new RegExp(`(?:định kỳ )?(?<!\\p{L})${EVERY} tuần`, 'iu'), () => 'FREQ=WEEKLY'],
  [new RegExp(`(?:định kỳ )?(?<!\\p{L})${EVERY} tháng`, 'iu'), () => 'FREQ=MONTHLY'],
  [new RegExp(`(?:định kỳ )?(?<!\\p{L})${EVERY} quý`, 'iu'), () => 'FREQ=MONTHLY;INTERVAL=3'],
  [/định kỳ (?:6|sáu) tháng/iu, () => 'FREQ=MONTHLY;INTERVAL=6'],
  [new RegExp(`(?:định kỳ )?(?<!\\p{L})${EVERY} năm`, 'iu'), () => 'FREQ=YEARLY'],
];

function recurringDue(text: string): TaskDue | null {
  for (const [pattern, rule] of RECURRENCES) {
    const match = pattern.exec(text);
    const recurrence = match && rule(match);
    if (recurrence) return { ...WITHOUT_DATE, text: match[0], recurrence };
  }
  return null;
}

const DURING =
  /(?<!\p{L})(?:trong (?:những ngày|thời gian|dịp|suốt thời gian) (?:diễn ra )?|khi diễn ra )([^.]{3,400})/iu;
const AROUND =
  /(?<!\p{L})(?:ngay sau khi|sau khi|trước khi|khi có|trước(?= kỳ họp| Đại hội| cuộc bầu cử| phiên họp)|sau(?= kỳ họp| Đại hội| cuộc bầu cử| phiên họp))\s+([^.,;]{3,200})/iu;

/** Bound to something that happens: during it, or before or after it. */
function eventDue(text: string): TaskDue | null {
  const match = DURING.exec(text) ?? AROUND.exec(text);
  if (!match) return null;
  return { ...WITHOUT_DATE, text: match[0].trim(), event: match[1]!.trim() };
}
