import type { Day } from '@tiepdan/dated-table';

export const agencyLevels = [
  'CENTRAL',
  'PROVINCE',
  'DEPARTMENT',
  'DISTRICT',
  'COMMUNE',
  'PUBLIC_UNIT',
  'PARTY',
  'ELECTED',
] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** A public body (cơ quan). It lives and dies by dated decisions; its code may name another body later. */
export interface Agency {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly level: AgencyLevel;
  readonly parentId: string | null;
  readonly existsFrom: Day;
  /** Last day of existence, inclusive; null while it exists. */
  readonly existsTo: Day | null;
}

/** Someone who serves in a body (cán bộ). */
export interface Officer {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly agencyId: string;
  readonly roles: readonly string[];
}

/** A body that ceased and one that took over all of it or a part. */
export interface Succession {
  readonly fromId: string;
  readonly toId: string;
  readonly on: Day;
  readonly scope: string;
  readonly documentTitle: string;
}
