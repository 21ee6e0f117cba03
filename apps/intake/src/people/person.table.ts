import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { IdentityKind, Person } from './person';

/** One human being across visits and petitions, recognised by identity number where there is one. */
export interface StoredCitizen {
  readonly id: string;
  readonly identityKind: IdentityKind;
  readonly identityNumber: string | null;
  readonly createdAt: Date;
}
type Stated = Omit<Person, 'newCitizenId' | 'identityKind' | 'identityNumber'> & { readonly citizenId: string };

export const citizenTable = new EntitySchema<StoredCitizen>({
  name: 'citizen',
  columns: {
    id: { type: 'uuid', primary: true },
    identityKind: { type: 'text', name: 'identity_kind' },
    identityNumber: { type: 'text', name: 'identity_number', nullable: true, unique: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

const stated: Record<keyof Stated, EntitySchemaColumnOptions> = {
  ordinal: { type: 'int', primary: true },
  citizenId: { type: 'uuid', name: 'citizen_id' },
  role: { type: 'text' },
  name: { type: 'text' },
  addressText: { type: 'text', name: 'address_text' },
  addressCommuneId: { type: 'uuid', name: 'address_commune_id', nullable: true },
  phone: { type: 'text', nullable: true },
  email: { type: 'text', nullable: true },
};

export const petitionerTable = new EntitySchema<Stated & { readonly petitionId: string }>({
  name: 'petitioner',
  columns: { petitionId: { type: 'uuid', name: 'petition_id', primary: true }, ...stated },
});
export const visitorTable = new EntitySchema<Stated & { readonly visitId: string }>({
  name: 'visitor',
  columns: { visitId: { type: 'uuid', name: 'visit_id', primary: true }, ...stated },
});
