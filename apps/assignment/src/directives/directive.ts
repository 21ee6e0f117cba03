import type { Day } from '@tiepdan/dated-table';
import type { TaskState } from '@tiepdan/workflow';

/** A body, office or group as a document names it. */
export interface Party {
  /** As printed. */
  readonly text: string;
  /** The body it meant on the document's day; null for groups and for what no register knows. */
  readonly agencyId: string | null;
  /** True where several bodies or persons are meant, such as `các sở, ngành`. */
  readonly group: boolean;
}

/** When a task must be done, as printed and as far as a program can count with it. */
export interface TaskDue {
  readonly text: string;
  /** The day printed, also for `trước ngày`; the last day of a printed month or quarter. */
  readonly date: Day | null;
  /** What the task waits for or must accompany, where the document names an event instead of a day. */
  readonly event: string | null;
  /** RFC 5545 RRULE. The last week of the month is met by its last weekday. */
  readonly recurrence: string | null;
}

export type TaskStatus = TaskState;

export interface TaskReport {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly byOfficerId: string | null;
  readonly text: string;
}

/** What a task says before it has an identity. */
export interface TaskReading {
  /** Position in the document: `5`, `5.1`, `II.3`. */
  readonly number: string;
  readonly text: string;
  readonly lead: readonly Party[];
  readonly coordinators: readonly Party[];
  readonly due: TaskDue | null;
}

export interface DirectiveTask extends TaskReading {
  readonly id: string;
  readonly status: TaskStatus;
  readonly reports: readonly TaskReport[];
}

export interface Signatory {
  readonly name: string;
  /** As printed, one entry a line: on whose behalf, then the signatory's own office. */
  readonly capacity: readonly string[];
}

export const findingSeverities = ['ERROR', 'WARNING', 'NOTE'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** Something in the document that a reader should know before acting on it. */
export interface DirectiveFinding {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** Number of the task it is about. */
  readonly task: string | null;
  /** In Vietnamese. */
  readonly message: string;
  /** The words of the document that gave rise to it. */
  readonly quote: string | null;
}

/** What a document says, with its parties looked up. */
export interface DirectiveReading {
  readonly documentNumber: string | null;
  readonly title: string;
  readonly issuedOn: Day | null;
  readonly meetingOn: Day | null;
  readonly issuer: Party | null;
  readonly signatory: Signatory | null;
  readonly attendees: readonly Party[];
  readonly tasks: readonly TaskReading[];
  readonly recipients: readonly Party[];
  /** What is kept in files, from the line `Lưu:`, one entry a section. */
  readonly fileCopies: readonly string[];
  readonly findings: readonly DirectiveFinding[];
}

/** A notice of conclusions (thông báo kết luận) as this service keeps it. */
export interface Directive extends DirectiveReading {
  readonly id: string;
  readonly version: number;
  readonly tasks: readonly DirectiveTask[];
}
