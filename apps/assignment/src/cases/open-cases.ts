import { competentBody, PROTECTED_KIND, type Standing } from '@tiepdan/access';
import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { registerSuffix } from '@tiepdan/code-lists';
import { toDay } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import type { Workflows } from '@tiepdan/workflow';
import { eventHeading, type Case, type CaseDeadline } from './case';
import { machineOf, stageOf, stateOfCase } from './case-state';
import { earliestRunning, openingClocks } from '../clocks/clocks';

export type PetitionReceived = Recorded<Extract<PetitionEvent, { type: 'PetitionReceived' }>>;

export interface OpenedCase {
  readonly opened: Case;
  readonly deadlines: readonly CaseDeadline[];
  readonly event: CaseEvent;
}

/** `BTCD-KN-2026`: the series a case's number belongs to. A denunciation's number tells nothing but its kind. */
export const seriesOf = (law: Law, agencyCode: string, { data }: PetitionReceived): string =>
  `${agencyCode}-${registerSuffix(law.codes, 'case', data.kind)}-${data.receivedOn.slice(0, 4)}`;

/** The case of a received petition, with the clocks that started the day it came. */
export function openCase(
  { law, workflow, standing }: { law: Law; workflow: Workflows; standing: Standing },
  received: PetitionReceived,
  { id, number, openedAt }: { id: string; number: string; openedAt: Date },
): OpenedCase {
  const { data, aggregateId } = received;
  const receivedOn = toDay(data.receivedOn);
  const placed = { kind: data.kind, instance: 1 };
  const machine = machineOf(workflow, placed);
  const state = machine.initial;
  const begun: Case = {
    ...placed,
    id,
    version: 1,
    number,
    petitionId: aggregateId,
    petitionNumber: data.number,
    state,
    stage: stageOf(stateOfCase(workflow, { ...placed, state })),
    previousState: null,
    suspendedOn: null,
    complexity: 'NORMAL',
    remoteArea: false,
    // A denunciation of the body it came to is answered above it; where nobody above is free, it stays with nobody to touch it.
    agencyId: competentBody(data.receivingAgencyId, data, standing) ?? data.receivingAgencyId,
    officerId: null,
    isProtected: data.kind === PROTECTED_KIND,
    proposedById: null,
    earlierHandlers: [],
    respondentAgencyId: data.respondentAgencyId,
    respondentOfficerId: data.respondentOfficerId,
    replyChannel: data.replyChannel,
    channel: data.channel,
    receivedOn,
    openedAt,
    closedAt: null,
    nextDueOn: null,
  };
  const deadlines = openingClocks(law, machine, begun);
  const opened = { ...begun, nextDueOn: earliestRunning(deadlines) };
  return { opened, deadlines, event: caseOpened(opened, deadlines) };
}

const caseOpened = (opened: Case, deadlines: readonly CaseDeadline[]): CaseEvent => ({
  ...eventHeading(opened),
  type: 'CaseOpened',
  data: {
    number: opened.number,
    petitionId: opened.petitionId,
    kind: opened.kind,
    agencyId: opened.agencyId,
    openedAt: opened.openedAt.toISOString(),
    openedOn: opened.receivedOn,
    deadlines: deadlines.map(({ rule, startedOn, dueOn }) => ({ rule, startedOn, dueOn })),
  },
});
