import type { Pool } from 'pg';
import type { Law } from '@tiepdan/law';

/** What the ways in of this service may touch. */
export interface Dependencies {
  readonly pool: Pool;
  readonly law: Law;
  readonly now: () => Date;
  readonly newId: () => string;
  /** To be called after each commit that recorded an event. */
  readonly wakeRelay: () => void;
}
