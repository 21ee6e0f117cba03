import { policyOf } from '../policy';
import { assignmentTable } from './assignment';
import { gatewayTable } from './gateway';
import { intakeTable } from './intake';
import { notificationTable } from './notification';
import { reportingTable } from './reporting';
import { sharedTable } from './shared';

/** The tables of all services, for what no service runs: pages, tests, measurements. A service imports its own table. */
export const accessTable = {
  ...notificationTable,
  ...intakeTable,
  ...sharedTable,
  ...gatewayTable,
  ...assignmentTable,
  ...reportingTable,
} as const;

export type Operation = keyof typeof accessTable;
export const operations = Object.keys(accessTable) as readonly Operation[];
export const { accessOf, actingAs, decisionOf, isAllowed } = policyOf(accessTable);
