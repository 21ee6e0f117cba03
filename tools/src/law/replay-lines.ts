import type { Replay, ReplayedClock, UnansweredClock } from '@tiepdan/deadline';
import { displayDay, type Day } from '@tiepdan/dated-table';
import type { StoredClock } from './past-clocks';
import { labelled, textTable } from './text-table';

const LABEL_WIDTH = 44;
const yesOrNo = (answer: boolean): string => (answer ? 'có' : 'không');
const done = (day: Day | null): string => (day === null ? 'chưa xong' : displayDay(day));

/** The replayed clocks as a list and as totals, the list first. */
export function replayLines({ late, inTime, unanswered }: Replay<StoredClock>): string[] {
  const lists = [
    ...(late.length > 0 ? lateTable(late) : ['Không có thời hạn nào quá hạn theo bộ quy định khác.']),
    ...(unanswered.length > 0 ? ['', 'Không xác định được ngày hết hạn:', ...unansweredTable(unanswered)] : []),
  ];
  const answered = [...late, ...inTime];
  const count = (matches: (clock: ReplayedClock<StoredClock>) => boolean) => String(answered.filter(matches).length);
  const totals: [string, string][] = [
    ['Số thời hạn đã tính lại', String(answered.length)],
    ['Quá hạn theo quy định đã áp dụng', count(({ wasLate }) => wasLate)],
    ['Quá hạn theo bộ quy định khác', String(late.length)],
    ['  trong đó trước đây đúng hạn', count(({ wasLate, wouldBeLate }) => wouldBeLate && !wasLate)],
    ['Trước đây quá hạn, theo bộ khác đúng hạn', count(({ wasLate, wouldBeLate }) => wasLate && !wouldBeLate)],
    ['Không xác định được', String(unanswered.length)],
    ['Ngày hết hạn đã lưu khác ngày tính lại', count(({ clock, dueOn }) => clock.storedDueOn !== dueOn)],
  ];
  return [...lists, '', ...totals.flatMap(([label, text]) => labelled(label, text, LABEL_WIDTH))];
}

const lateTable = (late: readonly ReplayedClock<StoredClock>[]): string[] =>
  textTable(
    ['vụ việc', 'quy định', 'bắt đầu', 'xong', 'hạn đã áp dụng', 'hạn theo bộ khác', 'quá hạn', 'quá hạn theo bộ khác'],
    late.map(({ clock, dueOn, dueOnUnderOther, wasLate, wouldBeLate }) => [
      clock.caseNumber,
      clock.rule,
      displayDay(clock.startedOn),
      done(clock.metOn),
      displayDay(dueOn),
      displayDay(dueOnUnderOther),
      yesOrNo(wasLate),
      yesOrNo(wouldBeLate),
    ]),
  );

const unansweredTable = (unanswered: readonly UnansweredClock<StoredClock>[]): string[] =>
  textTable(
    ['vụ việc', 'quy định', 'bắt đầu', 'theo', 'mã', 'lý do'],
    unanswered.map(({ clock, under, reason }) => [
      clock.caseNumber,
      clock.rule,
      displayDay(clock.startedOn),
      under === 'OWN' ? 'quy định đã áp dụng' : 'bộ quy định khác',
      reason.code,
      reason.message,
    ]),
  );
