import type { Day } from '@tiepdan/dated-table';

export const receptionKinds = ['REGULAR', 'PERIODIC', 'AD_HOC'] as const;
export type ReceptionKind = (typeof receptionKinds)[number];

/** One reception of one person or group (lượt tiếp). */
export interface Visit {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly receptionKind: ReceptionKind;
  readonly agencyId: string;
  readonly arrivedAt: Date;
  /** The same as a day in the province. */
  readonly arrivedOn: Day;
  readonly officerId: string;
  readonly visitorCount: number;
  /** True when none of the visitors is known to have been received by this agency before (tiếp lần đầu). */
  readonly firstVisit: boolean;
  readonly refusalGround: string | null;
  /** Whether a denunciation was brought: then fewer people may know who came. */
  readonly denouncerProtected: boolean;
}

/** A visit before its register numbers it and the earlier visits are looked up. */
export type NewVisit = Omit<Visit, 'number' | 'firstVisit' | 'denouncerProtected'>;
