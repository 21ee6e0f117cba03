import { anywhere, below, grant, officers, rule, type AccessTable } from '../operation-rule';
import { policyOf } from '../policy';
import { sharedTable } from './shared';

/** What callers ask of reporting. */
export const reportingTable = {
  readReport: rule('Xem báo cáo', 'TT 06/2025', grant(anywhere, ...officers)),
  readReportItems: rule(
    'Xem vụ việc đứng sau một số liệu',
    'TT 06/2025',
    grant(below, 'head'),
    grant(anywhere, 'reception-board', 'inspector', 'leader', 'analyst'),
  ),
} as const satisfies AccessTable;

export type Operation = keyof typeof reportingTable | keyof typeof sharedTable;
export const policy = policyOf({ ...sharedTable, ...reportingTable });
