import { AUDIT_APPEND_ONLY } from '@tiepdan/audit';
import type { DatabaseOptions } from '@tiepdan/database';
import { OUTBOX_APPEND_ONLY } from '@tiepdan/event-delivery';
import { agencyTable } from '../agencies/agency.table';
import { deliveryAttemptTable, noticeTable } from '../notices/notice.table';
import { CreateNotice1763942400000 } from './migrations/1763942400000-create-notice';
import { NameOfficer1764028800000 } from './migrations/1764028800000-name-officer';
import { KnowStanding1764115200000 } from './migrations/1764115200000-know-standing';
import { GuardRows1764291600000 } from './migrations/1764291600000-guard-rows';
import { WidenAudit1764300000000 } from './migrations/1764300000000-widen-audit';

export const notificationDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [agencyTable, noticeTable, deliveryAttemptTable],
  migrations: [
    CreateNotice1763942400000,
    NameOfficer1764028800000,
    KnowStanding1764115200000,
    GuardRows1764291600000,
    WidenAudit1764300000000,
  ],
  appendOnly: [...AUDIT_APPEND_ONLY, ...OUTBOX_APPEND_ONLY],
});
