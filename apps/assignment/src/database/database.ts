import { AUDIT_APPEND_ONLY } from '@tiepdan/audit';
import type { DatabaseOptions } from '@tiepdan/database';
import { OUTBOX_APPEND_ONLY } from '@tiepdan/event-delivery';
import { agencyTable, officerTable, successionTable } from '../agencies/agency.table';
import { caseDeadlineTable, caseTable } from '../cases/case.table';
import { directiveTables } from '../directives/directive.table';
import { AnswersNameItems1764550000000 } from './migrations/1764550000000-answers-name-items';
import { CreateCase1763942400000 } from './migrations/1763942400000-create-case';
import { CreateDirective1763946000000 } from './migrations/1763946000000-create-directive';
import { FollowWithdrawals1763949600000 } from './migrations/1763949600000-follow-withdrawals';
import { KeepCalendar1764028800000 } from './migrations/1764028800000-keep-calendar';
import { DateDuties1764201600000 } from './migrations/1764201600000-date-duties';
import { KeepProtection1764208800000 } from './migrations/1764208800000-keep-protection';
import { CheckDenunciations1764205200000 } from './migrations/1764205200000-check-denunciations';
import { GuardRows1764291600000 } from './migrations/1764291600000-guard-rows';
import { SuspendCases1764061200000 } from './migrations/1764061200000-suspend-cases';
import { WidenAudit1764300000000 } from './migrations/1764300000000-widen-audit';

export const assignmentDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [agencyTable, officerTable, successionTable, caseTable, caseDeadlineTable, ...directiveTables],
  migrations: [
    CreateCase1763942400000,
    CreateDirective1763946000000,
    FollowWithdrawals1763949600000,
    KeepCalendar1764028800000,
    SuspendCases1764061200000,
    DateDuties1764201600000,
    CheckDenunciations1764205200000,
    KeepProtection1764208800000,
    GuardRows1764291600000,
    WidenAudit1764300000000,
    AnswersNameItems1764550000000,
  ],
  appendOnly: [...AUDIT_APPEND_ONLY, ...OUTBOX_APPEND_ONLY],
});
