import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { IdentityKind, Person } from './person';
import type { SealedField, SealedPerson } from './seal-people';

/** One human being across visits and petitions, recognised by the index of an identity number where there is one. */
export interface StoredCitizen {
  readonly id: string;
  readonly identityKind: IdentityKind;
  /** Null for whoever showed no paper, and for whoever was erased. */
  readonly identityIndex: Buffer | null;
  readonly createdAt: Date;
}
type Stated = Pick<Person, 'ordinal' | 'role' | 'addressCommuneId'> &
  Pick<SealedPerson, 'statedId'> &
  Readonly<Record<SealedField, Buffer | null>> & { readonly citizenId: string };
/** The key of one statement; apart from what it opens, so that it can be destroyed, and backed up for a shorter time. */
export type StoredKey = Pick<SealedPerson, 'keyId' | 'wrappedKey'> & {
  readonly id: string;
  readonly citizenId: string;
};

export const citizenTable = new EntitySchema<StoredCitizen>({
  name: 'citizen',
  columns: {
    id: { type: 'uuid', primary: true },
    identityKind: { type: 'text', name: 'identity_kind' },
    identityIndex: { type: 'bytea', name: 'identity_index', nullable: true, unique: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

export const personKeyTable = new EntitySchema<StoredKey>({
  name: 'person_key',
  columns: {
    id: { type: 'uuid', primary: true },
    citizenId: { type: 'uuid', name: 'citizen_id' },
    keyId: { type: 'text', name: 'key_id' },
    wrappedKey: { type: 'bytea', name: 'wrapped_key' },
  },
});

const stated: Record<keyof Stated, EntitySchemaColumnOptions> = {
  ordinal: { type: 'int', primary: true },
  citizenId: { type: 'uuid', name: 'citizen_id' },
  statedId: { type: 'uuid', name: 'stated_id' },
  role: { type: 'text' },
  name: { type: 'bytea' },
  identityNumber: { type: 'bytea', name: 'identity_number', nullable: true },
  addressText: { type: 'bytea', name: 'address_text' },
  addressCommuneId: { type: 'uuid', name: 'address_commune_id', nullable: true },
  phone: { type: 'bytea', nullable: true },
  email: { type: 'bytea', nullable: true },
};

export const petitionerTable = new EntitySchema<Stated & { readonly petitionId: string }>({
  name: 'petitioner',
  columns: { petitionId: { type: 'uuid', name: 'petition_id', primary: true }, ...stated },
});
export const visitorTable = new EntitySchema<Stated & { readonly visitId: string }>({
  name: 'visitor',
  columns: { visitId: { type: 'uuid', name: 'visit_id', primary: true }, ...stated },
});
