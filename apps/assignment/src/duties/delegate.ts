import { roles } from '@tiepdan/access';
import { toDay, type Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import { decidingDocument, type DocumentGiven } from '../documents/official-document';
import { isHeldOn, type Delegation, type DutyHolder } from './duty';

/** Who gives which duty to whom, for how long, by which document. */
export interface DelegationRequest {
  readonly to: string;
  readonly role: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly document: DocumentGiven;
}

/**
 * A duty given to somebody else of the same body; only a duty of one's own at the body one acts for (`actingAt`), held on every
 * day it is given for. Refuses OFFICER_UNKNOWN, OFFICER_SUSPENDED, OFFICER_OF_OTHER_AGENCY, DELEGATION_TO_SELF, ROLE_UNKNOWN, ROLE_NOT_HELD, DELEGATION_OUT_OF_DATE
 * and what `decidingDocument` refuses.
 */
export function delegate(
  request: DelegationRequest,
  from: DutyHolder | undefined,
  to: DutyHolder | undefined,
  {
    id,
    at,
    today,
    actingAt,
  }: { readonly id: string; readonly at: Date; readonly today: Day; readonly actingAt: string | null },
): Delegation {
  if (!from || !to) throw officerUnknown();
  if (from.suspendedAt || to.suspendedAt) throw officerSuspended();
  if (from.id === to.id) throw delegationToSelf();
  if (!(roles as readonly string[]).includes(request.role)) throw roleUnknown();
  const [validFrom, validTo] = [toDay(request.validFrom), toDay(request.validTo)];
  if (validTo < validFrom || validTo < today) throw delegationOutOfDate();
  const duty = from.duties.find(
    (held) =>
      held.role === request.role && held.agencyId === actingAt && isHeldOn(held, validFrom) && isHeldOn(held, validTo),
  );
  if (!duty) throw roleNotHeld();
  if (!to.duties.some((held) => held.agencyId === duty.agencyId && isHeldOn(held, today))) throw officerOfOtherAgency();
  const { number, title, issuedOn } = decidingDocument(request.document, today);
  return {
    id,
    version: 1,
    fromId: from.id,
    toId: to.id,
    role: request.role,
    agencyId: duty.agencyId,
    validFrom,
    validTo,
    documentNumber: number,
    documentTitle: title,
    documentIssuedOn: issuedOn,
    grantedAt: at,
    withdrawnAt: null,
  };
}

/** Which delegation its giver ends. */
export interface DelegationWithdrawal {
  readonly delegation: string;
}

/** A delegation as its giver ends it. Refuses DELEGATION_UNKNOWN to anybody else, who does not learn that there is one; DELEGATION_WITHDRAWN. */
export function withdrawn(found: Delegation, callerId: string, at: Date): Delegation {
  if (found.fromId !== callerId) throw delegationUnknown();
  if (found.withdrawnAt) throw delegationWithdrawn();
  return { ...found, version: found.version + 1, withdrawnAt: at };
}

const refusal = (code: string, field: string | null, message: string, messageEn: string) => () =>
  new Refusal({ code, field, message, messageEn });

export const officerUnknown = refusal('OFFICER_UNKNOWN', 'to', 'Không có cán bộ này.', 'There is no such officer.');
const officerSuspended = refusal(
  'OFFICER_SUSPENDED',
  'to',
  'Cán bộ này đang bị đình chỉ quyền truy cập.',
  'The access of this officer is suspended.',
);
const officerOfOtherAgency = refusal(
  'OFFICER_OF_OTHER_AGENCY',
  'to',
  'Chỉ được ủy quyền cho người đang giữ nhiệm vụ tại cùng cơ quan.',
  'A duty is given to somebody who holds one in the same body.',
);
const delegationToSelf = refusal(
  'DELEGATION_TO_SELF',
  'to',
  'Không thể tự ủy quyền cho chính mình.',
  'Nobody delegates to themselves.',
);
const roleUnknown = refusal('ROLE_UNKNOWN', 'role', 'Không có vai trò này.', 'There is no such role.');
const roleNotHeld = refusal(
  'ROLE_NOT_HELD',
  'role',
  'Chỉ được ủy quyền nhiệm vụ mà mình đang giữ trong suốt thời gian ủy quyền.',
  'Only a duty held on every day of the delegation can be given.',
);
const delegationOutOfDate = refusal(
  'DELEGATION_OUT_OF_DATE',
  'validTo',
  'Thời gian ủy quyền phải có ngày cuối không trước ngày đầu và không trước hôm nay.',
  'A delegation ends neither before it begins nor before today.',
);
export const delegationUnknown = refusal(
  'DELEGATION_UNKNOWN',
  'delegation',
  'Không tìm thấy việc ủy quyền này.',
  'There is no such delegation.',
);
const delegationWithdrawn = refusal(
  'DELEGATION_WITHDRAWN',
  'delegation',
  'Việc ủy quyền này đã chấm dứt.',
  'This delegation was ended before.',
);
export const alreadySuspended = refusal(
  'OFFICER_SUSPENDED',
  'officer',
  'Cán bộ này đã bị đình chỉ quyền truy cập.',
  'The access of this officer is suspended already.',
);
export const ownAccess = refusal(
  'OWN_ACCESS',
  'officer',
  'Không ai tự đình chỉ hoặc tự khôi phục quyền truy cập của mình.',
  'Nobody suspends or reinstates themselves.',
);
export const notSuspended = refusal(
  'OFFICER_NOT_SUSPENDED',
  'officer',
  'Cán bộ này không bị đình chỉ quyền truy cập.',
  'The access of this officer is not suspended.',
);
