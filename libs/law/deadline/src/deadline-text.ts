import { addDays, displayDay } from '@tiepdan/dated-table';
import type { Law, Rule } from '@tiepdan/law';
import type { Deadline } from './deadline';
import type { DeadlineStep } from './deadline-steps';

/** What the steps say, as Vietnamese sentences for a person of the province. */
export function sentencesOf(law: Law, deadline: Omit<Deadline, 'text'>, rule: Rule): string {
  const { R2, R3, C4, C5 } = law.conventions;
  const { steps, startedOn, dueOn } = deadline;
  const of = (kind: DeadlineStep['kind']) => steps.filter((step) => step.kind === kind);
  const [skipped, paused, extended, rolled] = [of('SKIPPED'), of('PAUSED'), of('EXTENDED'), of('ROLLED')[0]];
  const sentences = [
    `${deadline.label}: ${deadline.count === 0 ? 'phải thực hiện ngay' : `${deadline.count} ${rule.unitLabel}`}, theo ${deadline.legalBasis}.`,
    deadline.count > 0 &&
      (rule.backwards
        ? `Tính lùi từ ngày ${displayDay(startedOn)}; ${C5.text}.`
        : `Tính từ ngày ${displayDay(startedOn)}; ${R2.text} (${R2.legalBasis}).`),
    skipped.length > 0 && `Không tính các ngày nghỉ: ${skipped.map(spanWithReason).join('; ')}.`,
    paused.length > 0 && `Tạm dừng, không tính: ${paused.map(spanWithReason).join('; ')}.`,
    extended.length > 0 && `Được gia hạn: ${extensionsIn(extended)}.`,
    rolled &&
      (rule.backwards
        ? `Ngày thứ ${deadline.count} lùi lại là ${displayDay(rolled.to)} (${reasonsOf(rolled, C4.text)}); ${C4.text}.`
        : `Tính đủ thời gian thì ngày cuối là ${displayDay(rolled.from)} (${reasonsOf(rolled, R3.text)}); ${R3.text} (${R3.legalBasis}).`),
    ...deadline.lawChanges.map(({ text, legalBasis }) => `${asSentence(text)} (${legalBasis}).`),
    rule.backwards
      ? `Phải thực hiện chậm nhất vào cuối ngày ${displayDay(dueOn)}.`
      : law.conventions.C6.rules.includes(rule.key)
        ? `Khoảng thời gian này hết vào cuối ngày ${displayDay(dueOn)}; hệ quả của nó bắt đầu từ ngày ${displayDay(addDays(dueOn, 1))}.`
        : `Thời hạn kết thúc vào cuối ngày ${displayDay(dueOn)}.`,
    deadline.stoppedOn !== null &&
      `Đang tạm dừng từ ngày ${displayDay(deadline.stoppedOn)}; ngày hết hạn được tính lại khi tiếp tục.`,
    deadline.assumptions.length > 0 &&
      `Cần kiểm tra: ${deadline.assumptions.map((code) => law.conventions[code].text).join('; ')}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** A pause may cut an extension in two; it is named once. */
const extensionsIn = (extended: readonly DeadlineStep[]): string =>
  [...new Set(extended.map(({ reason }) => reason.toLowerCase()))].join('; ');

/** Why the days rest, without what follows from it. */
const reasonsOf = ({ reason }: DeadlineStep, consequence: string): string =>
  reason.replace(`: ${consequence}`, '').split('; ').map(asClause).join('; ');

/** A holiday's reason already names its day. */
const spanWithReason = ({ from, to, reason }: DeadlineStep): string => {
  if (reason.includes(displayDay(from))) return asClause(reason);
  const days = from === to ? displayDay(from) : `${displayDay(from)} đến ${displayDay(to)}`;
  return `${days} (${asClause(reason)})`;
};

export const asSentence = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);

/** Reasons begin with a common word, except holidays whose names keep their capital. */
const asClause = (sentence: string): string => sentence.replace(/^(Nghỉ|Tạm|Thời|Ốm) /, (word) => word.toLowerCase());
