export { checkRefusalForms, checkWorkflows, type CheckSettings } from './check-workflows';
export { loadClockExceptions, type ClockException } from './clock-exceptions';
export type { Finding, FindingKind } from './finding';
