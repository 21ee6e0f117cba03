import type { Day } from '@tiepdan/dated-table';
import { partyOf, type BodyDirectory } from './body-directory';
import type { DirectiveReading, Party, TaskReading } from '../directive';
import { findingsIn } from './directive-findings';
import type { DirectiveOutline } from './directive-outline';
import { attendeesIn, issuerIn } from './directive-parties';
import { addresseesOfAll, coordinatorsIn, leadsIn } from './task-parties';
import { dueIn } from './task-due';

/** Everything the document says, with its parties looked up among the bodies of its day, and what is odd about it. */
export function readDirective(outline: DirectiveOutline, directory: BodyDirectory): DirectiveReading {
  const { items, ...tasksRead } = readTasks(outline, directory);
  const reading = {
    documentNumber: outline.documentNumber,
    title: outline.title,
    issuedOn: outline.issued?.day ?? null,
    meetingOn: outline.meeting?.day ?? null,
    issuer: issuerIn(outline, directory),
    signatory: outline.signatory,
    attendees: attendeesIn(outline.preamble, directory),
    tasks: items,
    recipients: outline.recipients.map((recipient) => partyOf(recipient, directory)),
    fileCopies: outline.fileCopies,
  };
  return { ...reading, findings: findingsIn({ ...reading, ...tasksRead }, outline) };
}

/** What only the findings want to know about the tasks. */
export interface TasksRead {
  /** Numbers of the tasks others stand under. */
  readonly parents: ReadonlySet<string>;
  /** Parties named by the task itself, by its number; without those it takes over from the item above it. */
  readonly namedLeads: ReadonlyMap<string, readonly Party[]>;
}

/** A sub-item takes over what its item says about who and when, unless it says so itself. */
function readTasks(outline: DirectiveOutline, directory: BodyDirectory): TasksRead & { items: TaskReading[] } {
  const documentDay: Day | null = outline.issued?.day ?? outline.meeting?.day ?? null;
  const addressees = addresseesOfAll(outline.preamble, directory);
  const byNumber = new Map<string, TaskReading>();
  const namedLeads = new Map<string, readonly Party[]>();
  const items = outline.items.map(({ number, parent, text }): TaskReading => {
    const above = parent === null ? undefined : byNumber.get(parent);
    const named = leadsIn(text, directory);
    const task: TaskReading = {
      number,
      text,
      lead: named.length > 0 ? named : (above?.lead ?? addressees),
      coordinators: coordinatorsIn(text, directory),
      due: dueIn(text, documentDay) ?? above?.due ?? null,
    };
    byNumber.set(number, task);
    namedLeads.set(number, named);
    return task;
  });
  const parents = new Set(outline.items.flatMap((item) => item.parent ?? []));
  return { items, parents, namedLeads };
}
