import { EntitySchema } from 'typeorm';

/** The name of a public body, as assignment last told it; notices are written in its name. */
export interface AgencyName {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

export const agencyTable = new EntitySchema<AgencyName>({
  name: 'agency',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    version: { type: 'int' },
  },
});
