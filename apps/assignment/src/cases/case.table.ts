import { EntitySchema } from 'typeorm';
import type { Case, CaseDeadline } from './case';

export const caseTable = new EntitySchema<Case>({
  name: 'cases',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    number: { type: 'text', unique: true },
    petitionId: { type: 'uuid', name: 'petition_id' },
    petitionNumber: { type: 'text', name: 'petition_number' },
    kind: { type: 'text' },
    instance: { type: 'int' },
    state: { type: 'text' },
    stage: { type: 'text' },
    previousState: { type: 'text', name: 'previous_state', nullable: true },
    suspendedOn: { type: 'date', name: 'suspended_on', nullable: true },
    complexity: { type: 'text' },
    remoteArea: { type: 'boolean', name: 'remote_area' },
    agencyId: { type: 'uuid', name: 'agency_id' },
    officerId: { type: 'uuid', name: 'officer_id', nullable: true },
    respondentAgencyId: { type: 'uuid', name: 'respondent_agency_id', nullable: true },
    proposedById: { type: 'uuid', name: 'proposed_by_id', nullable: true },
    isProtected: { type: 'boolean', name: 'is_protected' },
    earlierHandlers: { type: 'uuid', name: 'earlier_handlers', array: true },
    respondentOfficerId: { type: 'uuid', name: 'respondent_officer_id', nullable: true },
    replyChannel: { type: 'text', name: 'reply_channel' },
    channel: { type: 'text' },
    receivedOn: { type: 'date', name: 'received_on' },
    openedAt: { type: 'timestamptz', name: 'opened_at' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
    nextDueOn: { type: 'date', name: 'next_due_on', nullable: true },
  },
});

export const caseDeadlineTable = new EntitySchema<CaseDeadline>({
  name: 'case_deadline',
  columns: {
    caseId: { type: 'uuid', name: 'case_id', primary: true },
    rule: { type: 'text', primary: true },
    startedOn: { type: 'date', name: 'started_on', primary: true },
    dueOn: { type: 'date', name: 'due_on' },
    status: { type: 'text' },
    metOn: { type: 'date', name: 'met_on', nullable: true },
    ruleVersion: { type: 'text', name: 'rule_version' },
    calendarVersion: { type: 'text', name: 'calendar_version' },
    calendarSequence: { type: 'int', name: 'calendar_sequence' },
    inputs: { type: 'jsonb' },
  },
});
