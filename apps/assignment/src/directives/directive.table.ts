import { EntitySchema } from 'typeorm';
import type { Directive, DirectiveFinding, DirectiveTask } from './directive';

interface StoredDirective extends Pick<
  Directive,
  'id' | 'version' | 'documentNumber' | 'title' | 'fileCopies' | 'signatory'
> {
  readonly issuedOn: string | null;
  readonly meetingOn: string | null;
  readonly issuerText: string | null;
  readonly issuerAgencyId: string | null;
  /** The document as it was handed in, so that every finding can be checked against it. */
  readonly sourceText: string;
  readonly importedAt: Date;
}
interface StoredTask extends Pick<DirectiveTask, 'id' | 'number' | 'text' | 'due' | 'status' | 'reports'> {
  readonly directiveId: string;
  readonly ordinal: number;
}
interface StoredParty {
  readonly directiveId: string;
  /** Counts through all roles. */
  readonly ordinal: number;
  readonly role: string;
  /** Null for attendees and recipients. */
  readonly taskId: string | null;
  readonly text: string;
  readonly agencyId: string | null;
  readonly isGroup: boolean;
}
interface StoredFinding extends DirectiveFinding {
  readonly directiveId: string;
  readonly ordinal: number;
}

const directiveTable = new EntitySchema<StoredDirective>({
  name: 'directive',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    documentNumber: { type: 'text', name: 'document_number', nullable: true },
    title: { type: 'text' },
    issuedOn: { type: 'date', name: 'issued_on', nullable: true },
    meetingOn: { type: 'date', name: 'meeting_on', nullable: true },
    issuerText: { type: 'text', name: 'issuer_text', nullable: true },
    issuerAgencyId: { type: 'uuid', name: 'issuer_agency_id', nullable: true },
    signatory: { type: 'jsonb', nullable: true },
    fileCopies: { type: 'text', array: true, name: 'file_copies' },
    sourceText: { type: 'text', name: 'source_text' },
    importedAt: { type: 'timestamptz', name: 'imported_at' },
  },
});

const directiveTaskTable = new EntitySchema<StoredTask>({
  name: 'directive_task',
  columns: {
    id: { type: 'uuid', primary: true },
    directiveId: { type: 'uuid', name: 'directive_id' },
    ordinal: { type: 'int' },
    number: { type: 'text' },
    text: { type: 'text' },
    due: { type: 'jsonb', nullable: true },
    status: { type: 'text' },
    reports: { type: 'jsonb' },
  },
});

const directivePartyTable = new EntitySchema<StoredParty>({
  name: 'directive_party',
  columns: {
    directiveId: { type: 'uuid', name: 'directive_id', primary: true },
    ordinal: { type: 'int', primary: true },
    role: { type: 'text' },
    taskId: { type: 'uuid', name: 'task_id', nullable: true },
    text: { type: 'text' },
    agencyId: { type: 'uuid', name: 'agency_id', nullable: true },
    isGroup: { type: 'boolean', name: 'is_group' },
  },
});

const directiveFindingTable = new EntitySchema<StoredFinding>({
  name: 'directive_finding',
  columns: {
    directiveId: { type: 'uuid', name: 'directive_id', primary: true },
    ordinal: { type: 'int', primary: true },
    code: { type: 'text' },
    severity: { type: 'text' },
    task: { type: 'text', nullable: true },
    message: { type: 'text' },
    quote: { type: 'text', nullable: true },
  },
});

export const directiveTables = [
  directiveTable,
  directiveTaskTable,
  directivePartyTable,
  directiveFindingTable,
] as const;
