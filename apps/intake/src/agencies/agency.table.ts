import { EntitySchema } from 'typeorm';

/** A public body as assignment last told it: enough to check that it exists on a day and to number its registers. */
export interface AgencyCopy {
  readonly id: string;
  readonly code: string;
  readonly existsFrom: string;
  /** Last day, inclusive; null while it exists. */
  readonly existsTo: string | null;
  readonly version: number;
}

export const agencyTable = new EntitySchema<AgencyCopy>({
  name: 'agency',
  columns: {
    id: { type: 'uuid', primary: true },
    code: { type: 'text' },
    existsFrom: { type: 'date', name: 'exists_from' },
    existsTo: { type: 'date', name: 'exists_to', nullable: true },
    version: { type: 'int' },
  },
});
