import type { Day } from '@tiepdan/dated-table';

/** A role held at a body, from a day on (nhiệm vụ). */
export interface Duty {
  readonly officerId: string;
  readonly role: string;
  readonly agencyId: string;
  readonly validFrom: Day;
  /** Last day, inclusive; null until further notice. */
  readonly validTo: Day | null;
}

/** A duty that its holder gave to somebody else for a time, by a document (ủy quyền). */
export interface Delegation {
  readonly id: string;
  readonly version: number;
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
  readonly agencyId: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly documentNumber: string;
  readonly documentTitle: string | null;
  readonly documentIssuedOn: Day;
  readonly grantedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** An officer with what decides whether they may act. */
export interface DutyHolder {
  readonly id: string;
  readonly version: number;
  readonly agencyId: string;
  readonly suspendedAt: Date | null;
  readonly duties: readonly Duty[];
}

export const isHeldOn = ({ validFrom, validTo }: Pick<Duty, 'validFrom' | 'validTo'>, on: Day): boolean =>
  validFrom <= on && (validTo === null || on <= validTo);
