export { commaList, hexKey, readEnvironment } from './environment';
export { createHealth, type Health } from './health';
export { createLog, describeFault, type Log } from './log';
export { runMigration } from './run-migration';
export { runService, type OnStop, type ServiceScope } from './run-service';
export { startRounds } from './rounds';
