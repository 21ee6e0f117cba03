import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { taskStateMeanings, taskStates } from '@tiepdan/workflow';
import { connectionType, DateScalar } from '@tiepdan/subgraph';
import type {
  Directive as DirectiveValue,
  DirectiveFinding,
  DirectiveTask,
  FindingSeverity,
  Party,
  Signatory,
  TaskDue,
  TaskReport,
  TaskStatus,
} from './directive';

const TaskStatusEnum = Object.fromEntries(taskStates.map((status) => [status, status])) as Record<
  TaskStatus,
  TaskStatus
>;
const FindingSeverityEnum: Record<FindingSeverity, FindingSeverity> = {
  ERROR: 'ERROR',
  WARNING: 'WARNING',
  NOTE: 'NOTE',
};

registerEnumType(TaskStatusEnum, {
  name: 'TaskStatus',
  description: 'How far a task of a directive has come.',
  valuesConfig: Object.fromEntries(taskStates.map((status) => [status, { description: taskStateMeanings[status] }])),
});
registerEnumType(FindingSeverityEnum, {
  name: 'FindingSeverity',
  description: 'How much a finding matters.',
  valuesConfig: {
    ERROR: { description: 'The document contradicts itself.' },
    WARNING: { description: 'Something is probably missing or wrong.' },
    NOTE: { description: 'Worth knowing.' },
  },
});

@ObjectType('Signatory', { description: 'Who signed the document, and as what.' })
export class SignatoryType implements Signatory {
  @Field(() => String, { description: 'Name as printed.' }) name!: string;
  @Field(() => [String], { description: 'Capacity as printed, one entry a line: TL., KT., … and the own office.' })
  capacity!: string[];
}

@ObjectType('Party', {
  description: 'A body, office or group as the document names it. `agency` is what it resolves to.',
})
export class PartyType implements Pick<Party, 'text' | 'group'> {
  @Field(() => String, { description: 'As printed.' }) text!: string;
  @Field(() => Boolean, { description: 'Whether several bodies or persons are meant, such as "các sở, ngành".' })
  group!: boolean;
}

@ObjectType('TaskDue', { description: 'When a task must be done, as printed and as far as one can count with it.' })
export class TaskDueType implements TaskDue {
  @Field(() => String, { description: 'As printed.' }) text!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day printed, also for "trước ngày"; the last day of a printed month, quarter or year.',
  })
  date!: TaskDue['date'];
  @Field(() => String, { nullable: true, description: 'The event it is bound to, where no day is printed.' })
  event!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'RFC 5545 RRULE. The last week of each month is given as its last weekday: any earlier day of that week is in time.',
  })
  recurrence!: string | null;
}

@ObjectType('TaskReport', { description: 'What was reported about a task. `by` is who reported it.' })
export class TaskReportType implements Pick<TaskReport, 'text'> {
  @Field(() => Date, { description: 'When.' }) at!: Date;
  @Field(() => String, { description: 'What was reported.' }) text!: string;
}

@ObjectType('DirectiveTask', { description: 'One task of a directive (nhiệm vụ).' })
export class DirectiveTaskType implements Omit<DirectiveTask, 'reports'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Position in the document: "5", or "5.1" for the first one under it.' })
  number!: string;
  @Field(() => String, { description: 'As printed, without its number.' }) text!: string;
  @Field(() => [PartyType], {
    description: 'Who must do it: named by the task, else by the item above, else whom the whole list is addressed to.',
  })
  lead!: PartyType[] & Party[];
  @Field(() => [PartyType], { description: 'Whom the lead is to work with.' }) coordinators!: PartyType[] & Party[];
  @Field(() => TaskDueType, { nullable: true, description: 'By when; null when the document gives no time.' })
  due!: TaskDueType | null;
  @Field(() => TaskStatusEnum, { description: 'How far it has come.' }) status!: TaskStatus;
  @Field(() => [TaskReportType], { description: 'What was reported about it, oldest first.' })
  reports!: TaskReportType[];
}

@ObjectType('DirectiveFinding', {
  description: 'Something odd in the document that a reader should know before acting on it.',
})
export class DirectiveFindingType implements DirectiveFinding {
  @Field(() => String, { description: 'Stable code, such as ISSUED_BEFORE_MEETING.' }) code!: string;
  @Field(() => FindingSeverityEnum, { description: 'How much it matters.' }) severity!: FindingSeverity;
  @Field(() => String, { nullable: true, description: 'Number of the task it is about.' }) task!: string | null;
  @Field(() => String, { description: 'One sentence in Vietnamese.' }) message!: string;
  @Field(() => String, { nullable: true, description: 'The words of the document that gave rise to it.' })
  quote!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Directive', {
  description: 'A notice of conclusions (thông báo kết luận): who must do what, by when.',
})
export class DirectiveType implements Omit<DirectiveValue, 'tasks' | 'issuer' | 'attendees' | 'recipients'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Number and symbol of the document; null when it has none.' })
  documentNumber!: string | null;
  @Field(() => String, { description: 'Title as printed.' }) title!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Day of issue as printed.' })
  issuedOn!: DirectiveValue['issuedOn'];
  @Field(() => DateScalar, { nullable: true, description: 'Day of the meeting it reports.' })
  meetingOn!: DirectiveValue['meetingOn'];
  @Field(() => PartyType, {
    nullable: true,
    description: 'Whose conclusions these are; null when the document does not say.',
  })
  issuer!: PartyType | null;
  @Field(() => SignatoryType, { nullable: true, description: 'Who signed it; null when no name can be read.' })
  signatory!: SignatoryType | null;
  @Field(() => [PartyType], { description: 'Who was at the meeting, in the order of the document.' })
  attendees!: PartyType[];
  @Field(() => [DirectiveTaskType], { description: 'Every numbered or marked item, in the order of the document.' })
  tasks!: DirectiveTaskType[];
  @Field(() => [PartyType], { description: 'Who is sent the document (nơi nhận), without the file copies.' })
  recipients!: PartyType[];
  @Field(() => [String], { description: 'What is kept in files (lưu), one entry a section.' }) fileCopies!: string[];
  @Field(() => [DirectiveFindingType], { description: 'What is odd about the document, the gravest first.' })
  findings!: DirectiveFindingType[];
  @Field(() => Int, { description: 'Counts its changes.' }) version!: number;
}

export const DirectiveConnection = connectionType('Directive', DirectiveType, { totalCount: true });

@InputType({ description: 'A notice of conclusions to be read and kept.' })
export class ImportDirectiveInput {
  @Field(() => String, { description: 'The whole document as it is, up to 200,000 characters.' }) text!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The body whose directive it is; outweighs what the document says.',
  })
  issuer?: string | null;
}
