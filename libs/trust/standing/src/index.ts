export { createMatterTable, matterColumns, matterConsumer } from './copy-matters';
export { standingConsumer } from './copy-register';
export { createStandingTables } from './create-standing-tables';
export { guardTable, handledByTold, inConflictTold, openTable, withinTold } from './reach-policy';
export {
  inConflict,
  placed,
  withinReach,
  type AnsweringColumns,
  type MatterColumns,
  type PlacedConditions,
  type ReachCondition,
} from './reach-sql';
export { openReader, type Reader } from './reader';
export { openStandingBook, standingOf, type HeldDuty, type RegisterReader, type StandingBook } from './standing';
