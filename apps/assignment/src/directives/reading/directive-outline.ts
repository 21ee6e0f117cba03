import { issuedDay, meetingDay, type PrintedDay } from './directive-date';
import type { Signatory } from '../directive';
import { readEnding } from './directive-ending';
import { outlineItems, startsItem, type OutlineItem } from './directive-items';
import { linesOf, type Line } from './directive-lines';

/** The parts of a notice of conclusions, before anybody named in it is looked up. */
export interface DirectiveOutline {
  readonly documentNumber: string | null;
  readonly issued: PrintedDay | null;
  /** Lines above the title. */
  readonly header: readonly string[];
  readonly title: string;
  readonly meeting: PrintedDay | null;
  /** Paragraphs between the title and the first task. */
  readonly preamble: readonly string[];
  readonly items: readonly OutlineItem[];
  readonly recipients: readonly string[];
  readonly fileCopies: readonly string[];
  readonly signatory: Signatory | null;
}

const KIND = /^THÔNG BÁO(?!\p{L})\s*/u;
const CONCLUSION = /^kết luận(?!\p{L})/iu;
const OPENING = /^(?:Ngày|Sáng|Chiều|Thực hiện|Căn cứ|Vừa qua|Trong (?:ngày|tháng))(?!\p{L})/u;
const NUMBER = /(?:^|\s)Số\s*:?\s*(\d{1,6}\s?\/\s?[\p{Lu}\d][\p{L}\d.&/-]{0,48})/u;

/** The outline, or null for a text that is no notice of conclusions: without a title or without a numbered item. */
export function outlineOf(text: string): DirectiveOutline | null {
  const lines = linesOf(text);
  const kindAt = lines.findIndex(({ text: line }) => KIND.test(line) || CONCLUSION.test(line));
  if (kindAt < 0) return null;
  const header = lines.slice(0, kindAt).map((line) => line.text);
  const { title, endsAt } = titleFrom(lines, kindAt);
  const firstItemAt = lines.findIndex((line, at) => at >= endsAt && startsItem(line));
  if (!title || firstItemAt < 0) return null;
  const preamble = paragraphs(lines.slice(endsAt, firstItemAt));
  return {
    documentNumber: documentNumberIn(header),
    issued: issuedDay(header),
    header,
    title,
    meeting: meetingDay(preamble),
    preamble,
    items: outlineItems(lines.slice(firstItemAt)),
    ...readEnding(lines.slice(firstItemAt)),
  };
}

/** The number in the head of the document; numbers of other documents stand in its body. */
function documentNumberIn(header: readonly string[]): string | null {
  for (const line of header) {
    const number = NUMBER.exec(line)?.[1];
    if (number) return number.replaceAll(' ', '').replace(/[.-]$/, '');
  }
  return null;
}

const TITLE_CHARACTERS_MAX = 2_000;

/**
 * The title begins after the kind of document and ends at an empty line or where the story begins. Empty when it does not
 * end within 2,000 characters: that is no title.
 */
function titleFrom(lines: readonly Line[], kindAt: number): { title: string; endsAt: number } {
  let title = lines[kindAt]!.text.replace(KIND, '');
  let at = kindAt + 1;
  for (; at < lines.length && title.length <= TITLE_CHARACTERS_MAX; at++) {
    const line = lines[at]!;
    const isComplete = title !== '' && !/^kết luận$/iu.test(title);
    if (OPENING.test(line.text) || startsItem(line) || (isComplete && !line.followsDirectly)) break;
    title = `${title} ${line.text}`.trim();
  }
  return { title: title.length > TITLE_CHARACTERS_MAX ? '' : title, endsAt: at };
}

function paragraphs(lines: readonly Line[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    // Entries of a list belong to the sentence that announces them: who was present is sometimes printed so.
    const isEntry = line.mark !== '' && /[:;,]$/u.test(joined.at(-1) ?? '');
    const isWrapped = line.followsDirectly && !line.mark && joined.length > 0 && !OPENING.test(line.text);
    if (isEntry || isWrapped) joined.push(`${joined.pop()} ${line.text}`);
    else joined.push(line.text);
  }
  return joined;
}
