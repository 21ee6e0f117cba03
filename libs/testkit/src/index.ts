export { cellsAgainstTheTable, type Cell, type Walk } from './access-walk';
export { freshDatabase, type FreshDatabase } from './fresh-database';
export { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from './migrated';
export { openToReaders } from './open-to-readers';
export { countStatements, type StatementCounter } from './statement-counter';
export { testBrokers, topicPrefix } from './test-broker';
export { until } from './until';
