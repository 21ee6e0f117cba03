import type { Queryable } from '@tiepdan/database';
import type { Law } from '@tiepdan/law';

/** The law with the calendar as it is kept: as of now, or as of an earlier change. */
export interface CalendarBook {
  /** The newest this instance has seen; for showing, not for storing. */
  newest(): Law;
  /** The newest there is; nobody changes the calendar until the transaction ends. To be asked before any case is locked. */
  lawIn(client: Queryable): Promise<Law>;
  /** As a change left it, so that a deadline explains itself by the calendar it was computed by. */
  lawAt(sequence: number): Promise<Law>;
  /** Looks whether there is a newer one. */
  refresh(): Promise<Law>;
}
