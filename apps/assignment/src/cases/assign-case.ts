import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Officer } from '../agencies/agency';
import { isHiddenFrom, type Case } from './case';
import type { CaseStep } from './case-step';

/** Gives a case to an officer of the accountable agency. Refuses OFFICER_UNKNOWN, OFFICER_OF_OTHER_AGENCY, CONFLICT_OF_INTEREST. */
export function assignCase(found: Case, officer: Officer | null, on: Day): CaseStep {
  if (!officer) throw officerUnknown();
  if (officer.agencyId !== found.agencyId) throw officerOfOtherAgency();
  if (isHiddenFrom(found, officer)) throw conflictOfInterest();
  const changed: Case = { ...found, version: found.version + 1, officerId: officer.id };
  const event: CaseEvent = {
    topic: 'assignment.case.v1',
    type: 'CaseAssigned',
    aggregateId: changed.id,
    aggregateVersion: changed.version,
    data: { agencyId: changed.agencyId, officerId: officer.id, assignedOn: on },
  };
  return { changed, deadlines: [], document: null, event };
}

const officerUnknown = () =>
  new Refusal({
    code: 'OFFICER_UNKNOWN',
    field: 'officer',
    message: 'Không có cán bộ này.',
    messageEn: 'There is no such officer.',
  });
const officerOfOtherAgency = () =>
  new Refusal({
    code: 'OFFICER_OF_OTHER_AGENCY',
    field: 'officer',
    message: 'Cán bộ được giao phải thuộc cơ quan đang chịu trách nhiệm giải quyết.',
    messageEn: 'The officer must belong to the accountable agency.',
  });
const conflictOfInterest = () =>
  new Refusal({
    code: 'CONFLICT_OF_INTEREST',
    field: 'officer',
    message: 'Không giao vụ việc cho người liên quan đến nội dung vụ việc.',
    messageEn: 'A case is not given to whoever it is about.',
    legalBasis: 'Luật Tố cáo Đ.8; Luật Khiếu nại Đ.6',
  });
