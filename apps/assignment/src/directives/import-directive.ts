import { directiveContract, type DirectiveEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import { existsOn } from '@tiepdan/province';
import { Refusal } from '@tiepdan/refusal';
import type { Agency } from '../agencies/agency';
import { v7 } from 'uuid';
import { directoryOf } from './reading/body-directory';
import type { Directive, DirectiveFinding, DirectiveReading } from './directive';
import { cut } from './reading/directive-lines';
import { outlineOf, type DirectiveOutline } from './reading/directive-outline';
import { forPublication } from './reading/official-text';
import { readDirective } from './reading/read-directive';

export const DIRECTIVE_CHARACTERS_MAX = 200_000;
export const TASKS_MAX = 500;
/** So many recipients, each with its longest text, still fit into one event. */
export const RECIPIENTS_MAX = 150;
/** Of a recipient or a file copy; longer ones are running text that lost its line breaks. */
const LINE_CHARACTERS_MAX = 1_000;
/** Of a recipient, in the event. */
const RECIPIENT_CHARACTERS_MAX = 500;
const NUMBER_CHARACTERS_MAX = 64;

export interface DirectiveToImport {
  /** The whole document as it was pasted or extracted. */
  readonly text: string;
  /** Id of the body whose directive it is; outweighs what the document says. */
  readonly issuer?: string | null;
}

/** What is to be written: the directive, and the event that tells of it. */
export interface ImportedDirective {
  readonly directive: Directive;
  readonly event: DirectiveEvent;
}

/**
 * Reads a notice of conclusions (thông báo kết luận). Parties are looked up among the bodies that existed on the
 * document's day; without one, on the day of the meeting, or today.
 * Refuses TEXT_TOO_LONG, DIRECTIVE_NOT_RECOGNISED, DIRECTIVE_TOO_LARGE and AGENCY_UNKNOWN.
 */
export function importDirective(input: DirectiveToImport, bodies: readonly Agency[], today: Day): ImportedDirective {
  if (input.text.length > DIRECTIVE_CHARACTERS_MAX) throw textTooLong();
  const outline = outlineOf(input.text);
  if (!outline || outline.items.length === 0) throw notRecognised();
  const hasEndlessLine = [...outline.recipients, ...outline.fileCopies].some(
    (text) => text.length > LINE_CHARACTERS_MAX,
  );
  if (outline.items.length > TASKS_MAX || outline.recipients.length > RECIPIENTS_MAX || hasEndlessLine)
    throw tooLarge();
  const day = outline.issued?.day ?? outline.meeting?.day ?? today;
  const reading = readDirective(outline, directoryOf(bodies.filter((body) => existsOn(body, day))));
  const directive: Directive = {
    ...issuedBy(reading, input.issuer ?? null, bodies),
    id: v7(),
    version: 1,
    tasks: reading.tasks.map((task) => ({ ...task, id: v7(), status: 'ISSUED', reports: [] })),
  };
  return { directive, event: directiveImported(directive, outline, today) };
}

/** The caller knows who issued it better than the words of a title do. */
function issuedBy(reading: DirectiveReading, issuerId: string | null, bodies: readonly Agency[]): DirectiveReading {
  if (issuerId === null) return reading;
  const told = bodies.find((body) => body.id === issuerId);
  if (!told) throw agencyUnknown();
  const printed = reading.issuer;
  const differs = printed?.agencyId != null && printed.agencyId !== told.id;
  const finding: DirectiveFinding = {
    code: 'ISSUER_DIFFERS',
    severity: 'WARNING',
    task: null,
    message: `Cơ quan ban hành được chọn là ${told.name}, khác với cơ quan ghi trong văn bản.`,
    quote: printed?.text ?? null,
  };
  return {
    ...reading,
    issuer: { text: printed?.text ?? told.name, agencyId: told.id, group: false },
    findings: differs ? [...reading.findings, finding] : reading.findings,
  };
}

function directiveImported(directive: Directive, { preamble }: DirectiveOutline, today: Day): DirectiveEvent {
  const published = forPublication(directive, preamble);
  return {
    topic: directiveContract.topic,
    type: 'DirectiveImported',
    aggregateId: directive.id,
    aggregateVersion: directive.version,
    data: {
      documentNumber: directive.documentNumber && cut(directive.documentNumber, NUMBER_CHARACTERS_MAX),
      title: published.title,
      issuedOn: directive.issuedOn,
      importedOn: today,
      issuerId: directive.issuer?.agencyId ?? null,
      taskCount: directive.tasks.length,
      recipients: directive.recipients.map(({ agencyId, group }, place) => ({
        text: cut(published.recipients[place]!, RECIPIENT_CHARACTERS_MAX),
        agencyId,
        group,
      })),
    },
  };
}

/** Found when the same words came before, but without number and day nobody can say that it is the same document. */
export const possibleRepeat = (): DirectiveFinding => ({
  code: 'POSSIBLE_REPEAT',
  severity: 'WARNING',
  task: null,
  message: 'Một văn bản có nội dung giống hệt đã được nhập trước đó.',
  quote: null,
});

export const alreadyImported = () =>
  new Refusal({
    code: 'ALREADY_IMPORTED',
    field: 'text',
    message: 'Văn bản có số và ngày này đã được nhập trước đó.',
    messageEn: 'A document with this number and day has already been imported.',
  });

export const directiveUnknown = () =>
  new Refusal({
    code: 'DIRECTIVE_UNKNOWN',
    message: 'Không tìm thấy thông báo kết luận này.',
    messageEn: 'There is no such directive.',
  });

const textTooLong = () =>
  new Refusal({
    code: 'TEXT_TOO_LONG',
    field: 'text',
    message: 'Văn bản dài quá 200.000 ký tự; hãy chỉ gửi nội dung thông báo.',
    messageEn: 'The text is longer than 200,000 characters; send the notice only.',
  });

const notRecognised = () =>
  new Refusal({
    code: 'DIRECTIVE_NOT_RECOGNISED',
    field: 'text',
    message: 'Không nhận ra thông báo kết luận: cần có tên văn bản và ít nhất một nhiệm vụ được đánh số.',
    messageEn: 'This is not recognised as a notice of conclusions: it needs a title and at least one numbered task.',
  });

const tooLarge = () =>
  new Refusal({
    code: 'DIRECTIVE_TOO_LARGE',
    field: 'text',
    message:
      'Văn bản có quá 500 nhiệm vụ hoặc quá 150 nơi nhận, hoặc có nơi nhận dài quá 1.000 ký tự; hãy kiểm tra lại nội dung đã dán.',
    messageEn:
      'The document has more than 500 tasks or more than 150 recipients, or a recipient longer than 1,000 characters; check what was pasted.',
  });

const agencyUnknown = () =>
  new Refusal({
    code: 'AGENCY_UNKNOWN',
    field: 'issuer',
    message: 'Không có cơ quan này trong danh mục.',
    messageEn: 'There is no such agency in the register.',
  });
