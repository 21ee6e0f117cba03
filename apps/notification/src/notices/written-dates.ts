import { dayInProvince } from '@tiepdan/dated-table';

/** An instant as it is written in Vietnamese documents: `09 giờ 05 phút ngày 05/01/2021`, by the clock of the province. */
export function writtenMoment(instant: string): string {
  const at = new Date(instant);
  const [hour, minute] = CLOCK.format(at).split(':');
  return `${hour} giờ ${minute} phút ngày ${writtenDay(dayInProvince(at))}`;
}
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** A day as it is written in Vietnamese documents: `05/01/2021`. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/');
