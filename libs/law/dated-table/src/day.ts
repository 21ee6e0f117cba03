import { LawError } from './law-error';

declare const dayBrand: unique symbol;
/** A day in the province, `YYYY-MM-DD`. Days sort as strings; an instant is a `Date` and never a `Day`. */
export type Day = string & { readonly [dayBrand]: true };

const MILLISECONDS_PER_DAY = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 without summer time for every instant since 13 June 1975. */
const PROVINCE_AHEAD_OF_UTC_MS = 7 * 3_600_000;

const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10) as Day;

/** True for an existing day of the calendar written as `YYYY-MM-DD`, years 0001 to 9999: what databases and people both know. */
export function isDay(text: string): text is Day {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
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

/** Days since 1 January 1970, for arithmetic in bulk; negative before it. */
export const dayNumber = (day: Day): number => {
  const cached = numbersOfDays.get(day);
  if (cached !== undefined) return cached;
  const number = Date.parse(day) / MILLISECONDS_PER_DAY;
  if (numbersOfDays.size < CACHED_DAYS_MAX) numbersOfDays.set(day, number);
  return number;
};

/** The day with a number. */
export const dayOfNumber = (number: number): Day => {
  const cached = daysOfNumbers.get(number);
  if (cached !== undefined) return cached;
  const day = dayAt(number * MILLISECONDS_PER_DAY);
  if (daysOfNumbers.size < CACHED_DAYS_MAX) daysOfNumbers.set(number, day);
  return day;
};

/** Twenty years and more: whoever computes deadlines asks for the same few thousand days all the time. */
const CACHED_DAYS_MAX = 8_192;
const numbersOfDays = new Map<Day, number>();
const daysOfNumbers = new Map<number, Day>();

/** The year of a day by its number; also of one that is too far away to be written as a `Day`. */
export const yearOfNumber = (number: number): number => new Date(number * MILLISECONDS_PER_DAY).getUTCFullYear();

export const addDays = (day: Day, days: number): Day => dayOfNumber(dayNumber(day) + days);

/** Days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

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
export const displayDay = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
