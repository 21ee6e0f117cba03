export { answeredBefore, createIdempotencyTable, inputHash, once, type CommandCall } from './idempotency';
export { describeDatabase, migrate, openDatabase, type Database, type DatabaseOptions } from './open-database';
export { APPLICATION_ROLE, createRoles, READER_ROLE } from './roles';
export { inTransaction, type Queryable } from './transaction';
