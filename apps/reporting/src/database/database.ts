import type { DatabaseOptions } from '@tiepdan/database';
import { CreateLedger1763942400000 } from './migrations/1763942400000-create-ledger';
import { KnowStanding1764115200000 } from './migrations/1764115200000-know-standing';

export const reportingDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [],
  migrations: [CreateLedger1763942400000, KnowStanding1764115200000],
});
