import { unknownAbbreviations } from './abbreviations';
import type { DirectiveFinding, DirectiveReading, FindingSeverity } from '../directive';
import { quoteOf } from './directive-lines';
import type { DirectiveOutline } from './directive-outline';
import { displayDay } from '@tiepdan/dated-table';
import { partyFindings } from './party-findings';
import type { TasksRead } from './read-directive';

export type ReadingWithoutFindings = Omit<DirectiveReading, 'findings'> & TasksRead;

/** What a careful reader would remark: contradictions first, then gaps, then hints. */
export function findingsIn(reading: ReadingWithoutFindings, outline: DirectiveOutline): DirectiveFinding[] {
  const found = [
    ...headFindings(reading, outline),
    ...partyFindings(reading),
    ...reading.tasks.flatMap((task) => taskFindings(task, reading)),
    ...abbreviationFindings(reading),
  ];
  const order: readonly FindingSeverity[] = ['ERROR', 'WARNING', 'NOTE'];
  return found.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}

function headFindings(
  { issuedOn, meetingOn, documentNumber, signatory, recipients }: ReadingWithoutFindings,
  { issued, meeting, title }: DirectiveOutline,
): DirectiveFinding[] {
  const findings: DirectiveFinding[] = [];
  const add = (severity: FindingSeverity, code: string, message: string, quote: string | null) =>
    findings.push({ code, severity, task: null, message, quote: quote && quoteOf(quote) });
  if (issuedOn && meetingOn && issuedOn < meetingOn)
    add(
      'ERROR',
      'ISSUED_BEFORE_MEETING',
      `Văn bản ghi ngày ban hành ${displayDay(issuedOn)}, trước ngày họp ${displayDay(meetingOn)}.`,
      meeting?.text ?? null,
    );
  if (!issuedOn)
    add(
      'WARNING',
      'NO_ISSUE_DAY',
      'Văn bản không ghi ngày ban hành hoặc ghi ngày không có thật.',
      issued?.text ?? null,
    );
  if (!documentNumber) add('WARNING', 'NO_DOCUMENT_NUMBER', 'Văn bản không có số, ký hiệu.', title);
  if (!signatory) add('WARNING', 'NO_SIGNATORY', 'Không đọc được chức vụ và họ tên người ký.', null);
  if (recipients.length === 0) add('WARNING', 'NO_RECIPIENTS', 'Văn bản không có mục “Nơi nhận”.', null);
  return findings;
}

function taskFindings(
  { number, text, lead, due }: DirectiveReading['tasks'][number],
  { parents, issuedOn }: ReadingWithoutFindings,
): DirectiveFinding[] {
  // Whoever stands above sub-items only introduces them.
  if (parents.has(number)) return [];
  const findings: DirectiveFinding[] = [];
  const add = (severity: FindingSeverity, code: string, message: string, quote: string) =>
    findings.push({ code, severity, task: number, message, quote: quoteOf(quote) });
  if (lead.length === 0) add('WARNING', 'TASK_WITHOUT_LEAD', `Nhiệm vụ ${number} không ghi cơ quan chủ trì.`, text);
  if (!due) add('NOTE', 'TASK_WITHOUT_DUE', `Nhiệm vụ ${number} không ghi thời hạn hoàn thành.`, text);
  if (due?.date && issuedOn && due.date < issuedOn)
    add(
      'ERROR',
      'DUE_BEFORE_ISSUE',
      `Thời hạn ${displayDay(due.date)} của nhiệm vụ ${number} đã qua trước ngày ban hành ${displayDay(issuedOn)}.`,
      due.text,
    );
  return findings;
}

/** Abbreviations nobody outside the issuing office can be sure of; those in names that were recognised are explained. */
function abbreviationFindings({
  fileCopies,
  recipients,
  attendees,
  tasks,
}: ReadingWithoutFindings): DirectiveFinding[] {
  const parties = [...recipients, ...attendees, ...tasks.flatMap((task) => [...task.lead, ...task.coordinators])];
  const unresolved = parties.filter((party) => party.agencyId === null).map((party) => party.text);
  const quotes = new Map<string, string>();
  for (const text of [...fileCopies, ...unresolved])
    for (const word of unknownAbbreviations(text)) if (!quotes.has(word)) quotes.set(word, text);
  return [...quotes].map(([word, quote]) => ({
    code: 'UNRESOLVED_ABBREVIATION',
    severity: 'NOTE',
    task: null,
    message: `Chưa rõ chữ viết tắt “${word}” chỉ đơn vị nào.`,
    quote: quoteOf(quote),
  }));
}
