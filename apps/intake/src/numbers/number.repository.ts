/**
 * SQL of the n-th number of a series, such as `BTCD-D-2026-000123`. A series is an agency's code, a register's suffix and
 * a year of the province; its counter is locked until the commit, so that numbers have no gaps.
 */
export const numberSql = (series: string, nth: string): string =>
  `${series} || '-' || lpad(${nth}::text, greatest(6, length(${nth}::text)), '0')`;
