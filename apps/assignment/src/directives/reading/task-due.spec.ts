import { toDay } from '@tiepdan/dated-table';
import { dueIn } from './task-due';

const documentDay = toDay('2026-03-12');
const nothing = { date: null, event: null, recurrence: null };

describe('the time of a task', () => {
  it.each([
    ['Báo cáo trước ngày 30/6/2026.', 'trước ngày 30/6/2026', '2026-06-30'],
    ['Hoàn thành chậm nhất là ngày 05 tháng 5 năm 2026.', 'chậm nhất là ngày 05 tháng 5 năm 2026', '2026-05-05'],
    ['Gửi trước ngày 15/4.', 'trước ngày 15/4', '2026-04-15'],
    ['Gửi trước ngày 15/01.', 'trước ngày 15/01', '2027-01-15'],
    ['Xong trong tháng 2/2028.', 'Xong trong tháng 2/2028', '2028-02-29'],
    ['Xong trước tháng 7/2026.', 'Xong trước tháng 7/2026', '2026-06-30'],
    ['Trình trong quý III năm 2026.', 'trong quý III năm 2026', '2026-09-30'],
    ['Trình trước quý III/2026.', 'trước quý III/2026', '2026-06-30'],
    ['Hoàn thành trong năm 2026.', 'trong năm 2026', '2026-12-31'],
  ])('is a day: %s', (text, printed, date) => {
    expect(dueIn(text, documentDay)).toEqual({ ...nothing, text: printed, date });
  });
  it.each([
    [
      'Tiếp công dân định kỳ vào tuần cuối hàng tháng và đột xuất.',
      'định kỳ vào tuần cuối hàng tháng',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ],
    ['Báo cáo vào ngày 25 hằng tháng.', 'vào ngày 25 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=25'],
    ['Báo cáo định kỳ hàng quý.', 'định kỳ hàng quý', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Giao ban hàng tuần.', 'hàng tuần', 'FREQ=WEEKLY'],
  ])('comes again: %s', (text, printed, recurrence) => {
    expect(dueIn(text, documentDay)).toEqual({ ...nothing, text: printed, recurrence });
  });
  it.each([
    ['Trực trong thời gian diễn ra kỳ họp; báo cáo hằng kỳ.', 'kỳ họp; báo cáo hằng kỳ'],
    ['Triển khai ngay sau khi dự toán được phê duyệt, theo quy định.', 'dự toán được phê duyệt'],
  ])('is bound to an event: %s', (text, event) => {
    expect(dueIn(text, documentDay)).toMatchObject({ event, date: null, recurrence: null });
  });
  it.each([
    'Thực hiện Kế hoạch số 36/KH-UBND ngày 30/3/2026.',
    'Thực hiện theo quy định.',
    'Báo cáo trước ngày 31/02/2026.',
  ])('is no day that can be counted with: %s', (text) => {
    expect(dueIn(text, documentDay)?.date ?? null).toBeNull();
  });
});
