export { createMatterTable, matterColumns, matterConsumer } from './copy-matters';
export { standingConsumer } from './copy-register';
export { createStandingTables } from './create-standing-tables';
export {
  inConflict,
  placed,
  withinReach,
  type AnsweringColumns,
  type MatterColumns,
  type PlacedConditions,
  type ReachCondition,
} from './reach-sql';
export { openStandingBook, standingOf, type HeldDuty, type RegisterReader, type StandingBook } from './standing';
