export { answeredBefore, createIdempotencyTable, inputHash, once, type CommandCall } from './idempotency';
export { describeDatabase, migrate, openDatabase, type Database, type DatabaseOptions } from './open-database';
export { inTransaction, type Queryable } from './transaction';
