import { anywhere, grant, rule, type AccessTable } from '../operation-rule';
import { policyOf } from '../policy';
import { sharedTable } from './shared';

/** What callers ask of the gateway itself. */
export const gatewayTable = {
  askFreely: rule(
    'Truy vấn đồ thị ngoài danh mục đã đăng ký',
    'Luật 91/2025 Đ.37',
    grant(anywhere, 'inspector', 'analyst', 'overseer', 'administrator'),
  ),
} as const satisfies AccessTable;

export type Operation = keyof typeof gatewayTable | keyof typeof sharedTable;
export const policy = policyOf({ ...sharedTable, ...gatewayTable });
export const { isAllowed } = policy;
