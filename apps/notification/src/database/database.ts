import type { DatabaseOptions } from '@tiepdan/database';
import { agencyTable } from '../agencies/agency.table';
import { deliveryAttemptTable, noticeTable } from '../notices/notice.table';
import { CreateNotice1763942400000 } from './migrations/1763942400000-create-notice';
import { NameOfficer1764028800000 } from './migrations/1764028800000-name-officer';

export const notificationDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [agencyTable, noticeTable, deliveryAttemptTable],
  migrations: [CreateNotice1763942400000, NameOfficer1764028800000],
});
