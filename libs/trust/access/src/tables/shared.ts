import { anybody, anywhere, grant, rule, type AccessTable } from '../operation-rule';

/** What callers ask of more than one service. */
export const sharedTable = {
  readAgency: rule('Xem danh bạ cơ quan', 'Luật TCD Đ.24', grant(anywhere, ...anybody)),
  readAuditTrail: rule(
    'Xem vết của một hồ sơ trong nhật ký',
    'Luật TC Đ.49; Luật 91/2025 Đ.37',
    grant(anywhere, 'overseer'),
  ),
} as const satisfies AccessTable;
