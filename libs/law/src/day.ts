import { LawError } from './law-error';

declare const dayBrand: unique symbol;
/** A day in the province, `YYYY-MM-DD`. Days sort as strings; an instant is a `Date` and never a `Day`. */
export type Day = string & { readonly [dayBrand]: true };

const MILLISECONDS_PER_DAY = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 without summer time for every instant since 13 June 1975. */
const PROVINCE_AHEAD_OF_UTC_MS = 7 * 3_600_000;

const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10) as Day;

/** True for an existing day of the calendar written as `YYYY-MM-DD`, years 0000 to 9999. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && dayAt(milliseconds) === text;
}

/** @throws LawError MALFORMED_DAY */
export function toDay(text: string): Day {
  if (isDay(text)) return text;
  throw new LawError({
    code: 'MALFORMED_DAY',
    message: 'Ngày phải có thật và viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-07-01.',
    messageEn: 'A day must exist and be written as YYYY-MM-DD, such as 2026-07-01.',
  });
}

/** The day on the province's calendars at an instant: what legal periods count from. */
export const dayInProvince = (instant: Date): Day => dayAt(instant.getTime() + PROVINCE_AHEAD_OF_UTC_MS);

export const addDays = (day: Day, days: number): Day => dayAt(Date.parse(day) + days * MILLISECONDS_PER_DAY);

/** Days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;

/** The same day of the month, or the last one where the month is too short. */
export function addMonths(day: Day, months: number): Day {
  const monthIndex = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const firstOf = (index: number): Day =>
    toDay(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`);
  const last = addDays(firstOf(monthIndex + 1), -1);
  const sameNumber = addDays(firstOf(monthIndex), Number(day.slice(8)) - 1);
  return sameNumber < last ? sameNumber : last;
}

/** Negative, zero or positive, as `Array.sort` wants it. */
export const compareDays = (one: Day, other: Day): number => (one < other ? -1 : one > other ? 1 : 0);

export const isWeekend = (day: Day): boolean => new Date(day).getUTCDay() % 6 === 0;

/** As people of the province write it: 01/07/2026. */
export const displayDay = (day: Day): string => day.split('-').reverse().join('/');
