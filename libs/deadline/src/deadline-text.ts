import { displayDay } from '@tiepdan/law';
import type { Deadline } from './deadline';
import type { DeadlineStep } from './deadline-steps';
import type { Law } from '@tiepdan/law';

/** What the steps say, as Vietnamese sentences for a person of the province. */
export function sentencesOf(law: Law, deadline: Omit<Deadline, 'text'>, unitLabel: string): string {
  const { R2, R3 } = law.conventions;
  const skipped = deadline.steps.filter(({ kind }) => kind === 'SKIPPED');
  const rolled = deadline.steps.find(({ kind }) => kind === 'ROLLED');
  const sentences = [
    `${deadline.label}: ${deadline.count} ${unitLabel}, theo ${deadline.legalBasis}.`,
    `Tính từ ngày ${displayDay(deadline.startedOn)}; ${R2.text} (${R2.legalBasis}).`,
    skipped.length > 0 && `Không tính các ngày nghỉ: ${skipped.map(spanWithReason).join('; ')}.`,
    rolled && `Ngày cuối theo số là ${displayDay(rolled.from)}; ${R3.text} (${R3.legalBasis}).`,
    `Thời hạn kết thúc vào cuối ngày ${displayDay(deadline.dueOn)}.`,
    deadline.assumptions.length > 0 &&
      `Cần kiểm tra: ${deadline.assumptions.map((code) => law.conventions[code].text).join('; ')}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** A holiday's reason already names its day. */
const spanWithReason = ({ from, to, reason }: DeadlineStep): string => {
  if (reason.includes(displayDay(from))) return asClause(reason);
  const days = from === to ? displayDay(from) : `${displayDay(from)} đến ${displayDay(to)}`;
  return `${days} (${asClause(reason)})`;
};

export const asSentence = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);

/** Reasons begin with a common word, except holidays whose names keep their capital. */
const asClause = (sentence: string): string => sentence.replace(/^Nghỉ /, 'nghỉ ');
