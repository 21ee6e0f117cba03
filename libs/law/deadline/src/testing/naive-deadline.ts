/** A deadline asked for in the plainest terms: nothing of the engine's own tables or arithmetic. */
export interface NaiveQuestion {
  readonly unit: 'CALENDAR_DAY' | 'WORKING_DAY' | 'MONTH' | 'YEAR';
  readonly count: number;
  readonly backwards: boolean;
  readonly startedOn: string;
  readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
  /** Units all extensions add together. */
  readonly extended: number;
  works(day: string): boolean;
}

const shifted = (day: string, by: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
};

/** Goes from day to day and looks at each: slow, and easy to believe. What the engine answers is held against it. */
export function naiveDueDay(question: NaiveQuestion): string {
  const { unit, startedOn, backwards, works } = question;
  if (question.count === 0) return startedOn;
  if (backwards) return naiveDayBefore(question);
  const isPaused = (day: string) => question.pauses.some(({ from, to }) => to !== null && from <= day && day < to);
  let day = startedOn;
  if (unit === 'MONTH' || unit === 'YEAR')
    day = naiveMonths(startedOn, unit === 'YEAR' ? question.count * 12 : question.count);
  else
    for (let left = question.count + question.extended; left > 0;) {
      day = shifted(day, 1);
      if (!isPaused(day) && (unit === 'CALENDAR_DAY' || works(day))) left -= 1;
    }
  while (isPaused(day) || !works(day)) day = shifted(day, 1);
  return day;
}

function naiveDayBefore({ unit, count, startedOn, works }: NaiveQuestion): string {
  let day = startedOn;
  for (let left = count; left > 0;) {
    day = shifted(day, -1);
    if (unit === 'CALENDAR_DAY' || works(day)) left -= 1;
  }
  while (!works(day)) day = shifted(day, -1);
  return day;
}

function naiveMonths(from: string, months: number): string {
  const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number];
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastOfMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(dayOfMonth, lastOfMonth));
  return target.toISOString().slice(0, 10);
}
