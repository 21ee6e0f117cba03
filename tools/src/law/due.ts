import { parseArgs } from 'node:util';
import { computeDeadline, type Deadline, type DeadlineStep, type Pause } from '@tiepdan/deadline';
import { displayDay, toDay } from '@tiepdan/dated-table';
import type { Law, PauseGround } from '@tiepdan/law';
import { labelled, textTable, wrapped } from './text-table';
import { dayArgument, usageFault } from './usage';

/** Arguments of `law due`, checked for form only: what the law allows, the law says. */
const dueOptions = {
  pause: { type: 'string', multiple: true },
  extensions: { type: 'string' },
  complexity: { type: 'string' },
} as const;

const kindLabels: Record<DeadlineStep['kind'], string> = {
  START: 'bắt đầu',
  COUNTED: 'được tính',
  SKIPPED: 'không tính',
  PAUSED: 'tạm dừng',
  EXTENDED: 'gia hạn',
  ROLLED: 'chuyển ngày',
  DUE: 'hết hạn',
};
const LABEL_WIDTH = 12;

/**
 * `law due <rule> <day> [--pause A..B[:ground]]… [--extensions n] [--complexity code]`: the lines of the explanation, the due day last.
 * @throws LawError as `computeDeadline`; Error in two sentences for malformed arguments
 */
export function dueLines(law: Law, args: readonly string[]): string[] {
  const { values, positionals } = parseArgs({ args: [...args], options: dueOptions, allowPositionals: true });
  const [ruleKey, day, ...others] = positionals;
  if (ruleKey === undefined || others.length > 0) throw wrongNumberOfArguments();
  const deadline = computeDeadline({
    law,
    ruleKey,
    startedOn: dayArgument('<ngày>', day),
    pauses: (values.pause ?? []).map((text) => pauseOf(law, text)),
    extensions: extensionsOf(values.extensions),
    complexity: complexityOf(law, values.complexity),
  });
  return explanationLines(law, deadline);
}

const wrongNumberOfArguments = () =>
  usageFault({
    code: 'ARGUMENTS_WRONG',
    message: 'Cần mã quy định và ngày bắt đầu: npm run law -- due kn.accept.first.max 2026-08-24',
    messageEn: 'A rule and a start day are needed: npm run law -- due kn.accept.first.max 2026-08-24',
  });

/** `FROM..TO`, and after a colon the ground; any ground the rule knows unless told. */
function pauseOf(law: Law, text: string): Pause {
  const [, from, to, ground = null] = /^([^.:]+)\.\.([^.:]+)(?::(.+))?$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined)
    return { from: toDay(from), to: toDay(to), ground: groundOf(law, ground) };
  throw usageFault({
    code: 'PAUSE_MALFORMED',
    message: `Viết thời gian tạm dừng theo dạng TỪ..ĐẾN, ví dụ 2026-03-10..2026-03-18, không phải "${text}".`,
    messageEn: `A pause is written FROM..TO, such as 2026-03-10..2026-03-18, not "${text}".`,
  });
}

function groundOf({ clockChanges }: Law, text: string | null): PauseGround | null {
  const known = [...new Set(clockChanges.pauses.map(({ ground }) => ground))];
  const ground = known.find((one) => one === text);
  if (text === null || ground !== undefined) return ground ?? null;
  throw usageFault({
    code: 'UNKNOWN_CODE',
    message: `Không có căn cứ tạm dừng "${text}"; có: ${known.join(', ')}.`,
    messageEn: `There is no ground of a pause "${text}"; there are: ${known.join(', ')}.`,
  });
}

/** How many the law allows, the law says. */
function extensionsOf(text = '0'): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw usageFault({
    code: 'EXTENSION_MALFORMED',
    message: 'Số lần gia hạn phải là số nguyên không âm.',
    messageEn: 'The number of extensions is a whole number, 0 or more.',
  });
}

function complexityOf(law: Law, text: string | undefined): string | null {
  const known = ['NORMAL', ...new Set(law.codes.complexityLevels.map(({ code }) => code as string))];
  if (text === undefined || known.includes(text)) return text ?? null;
  throw usageFault({
    code: 'UNKNOWN_CODE',
    message: `Không có mức phức tạp "${text}"; có: ${known.join(', ')}.`,
    messageEn: `There is no complexity "${text}"; there are: ${known.join(', ')}.`,
  });
}

function explanationLines(law: Law, deadline: Deadline): string[] {
  const rows = deadline.steps.map(({ kind, from, to, days, reason }) => [
    kindLabels[kind],
    displayDay(from),
    displayDay(to),
    String(days).padStart('số ngày'.length),
    reason,
  ]);
  return [
    deadline.label,
    '',
    ...labelled('Quy định', deadline.ruleVersion, LABEL_WIDTH),
    ...labelled('Căn cứ', deadline.legalBasis, LABEL_WIDTH),
    ...evidenceLines(law, deadline),
    '',
    ...textTable(['loại', 'từ ngày', 'đến ngày', 'số ngày', 'lý do'], rows),
    '',
    ...wrapped(deadline.text),
    '',
    `Ngày hết hạn: ${displayDay(deadline.dueOn)} (${deadline.dueOn})`,
  ];
}

function evidenceLines({ conventions }: Law, { evidence, assumptions }: Deadline): string[] {
  if (evidence === 'CONFIRMED') return labelled('Độ chắc', 'đã đối chiếu với văn bản', LABEL_WIDTH);
  return [
    ...labelled('Độ chắc', 'theo cách hiểu, cần kiểm tra:', LABEL_WIDTH),
    ...assumptions.flatMap((code) => labelled('', `${code}: ${conventions[code].text}`, LABEL_WIDTH)),
  ];
}
