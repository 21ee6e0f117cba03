import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import { conflictsOf, isInConflict, type Standing } from '@tiepdan/access';
import { isHeldOn, type DutyHolder } from '../duties/duty';
import { eventHeading, matterOf, type Case } from './case';
import type { CaseStep, CaseStepRule, StepInput } from './case-step';

/**
 * Gives a case to an officer with a duty in the accountable agency on that day.
 * Refuses OFFICER_UNKNOWN, OFFICER_SUSPENDED, OFFICER_OF_OTHER_AGENCY, CONFLICT_OF_INTEREST.
 */
export function assignCase(found: Case, officer: DutyHolder | null, standing: Standing, on: Day): CaseStep {
  if (!officer) throw officerUnknown();
  if (officer.suspendedAt) throw officerSuspended();
  if (!officer.duties.some((duty) => duty.agencyId === found.agencyId && isHeldOn(duty, on)))
    throw officerOfOtherAgency();
  if (isInConflict(conflictsOf(officer, standing), matterOf(found))) throw conflictOfInterest();
  const changed: Case = { ...found, version: found.version + 1, officerId: officer.id };
  const event: CaseEvent = {
    ...eventHeading(changed),
    type: 'CaseAssigned',
    data: { agencyId: changed.agencyId, officerId: officer.id, assignedOn: on },
  };
  return { changed, deadlines: [], document: null, event };
}

export const assignCaseStep: CaseStepRule<StepInput & { readonly officer: string }> = {
  operation: 'assignCase',
  refuses: ['CONFLICT_OF_INTEREST', 'OFFICER_OF_OTHER_AGENCY', 'OFFICER_SUSPENDED', 'OFFICER_UNKNOWN'],
  decide: async ({ found, today }, { officer }, reads) =>
    assignCase(found, await reads.dutyHolder(officer), await reads.standing(), today),
};

const officerUnknown = () =>
  new Refusal({
    code: 'OFFICER_UNKNOWN',
    field: 'officer',
    message: 'Không có cán bộ này.',
    messageEn: 'There is no such officer.',
  });
const officerSuspended = () =>
  new Refusal({
    code: 'OFFICER_SUSPENDED',
    field: 'officer',
    message: 'Cán bộ này đang bị tạm ngừng quyền sử dụng hệ thống.',
    messageEn: 'The officer is suspended.',
  });
const officerOfOtherAgency = () =>
  new Refusal({
    code: 'OFFICER_OF_OTHER_AGENCY',
    field: 'officer',
    message: 'Cán bộ được giao phải đang giữ nhiệm vụ tại cơ quan chịu trách nhiệm giải quyết.',
    messageEn: 'The officer must hold a duty in the accountable agency.',
  });
const conflictOfInterest = () =>
  new Refusal({
    code: 'CONFLICT_OF_INTEREST',
    field: 'officer',
    message: 'Không giao vụ việc cho người liên quan đến nội dung vụ việc.',
    messageEn: 'A case is not given to whoever it is about.',
    legalBasis: 'Luật Tố cáo Đ.8; Luật Khiếu nại Đ.6',
  });
