import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { mapFields, type PersonFieldName } from './person-fields';

/** One human being across visits and petitions, recognised by the index of an identity number where there is one. */
export const citizenTable = new EntitySchema({
  name: 'citizen',
  columns: {
    id: { type: 'uuid', primary: true },
    identityKind: { type: 'text', name: 'identity_kind' },
    // Null for whoever showed no paper, and for whoever was erased.
    identityIndex: { type: 'bytea', name: 'identity_index', nullable: true, unique: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

/** The key of one statement; apart from what it opens, so that it can be destroyed, and backed up for a shorter time. */
export const personKeyTable = new EntitySchema({
  name: 'person_key',
  columns: {
    id: { type: 'uuid', primary: true },
    citizenId: { type: 'uuid', name: 'citizen_id' },
    keyId: { type: 'text', name: 'key_id' },
    wrappedKey: { type: 'bytea', name: 'wrapped_key' },
  },
});

const stated = {
  ordinal: { type: 'int', primary: true },
  citizenId: { type: 'uuid', name: 'citizen_id' },
  statedId: { type: 'uuid', name: 'stated_id' },
  role: { type: 'text' },
  ...mapFields<Record<PersonFieldName, EntitySchemaColumnOptions>>((_, { column, kept, isRequired }) => ({
    type: kept === 'SEALED' ? 'bytea' : kept,
    name: column,
    nullable: !isRequired,
  })),
} as const;

export const petitionerTable = new EntitySchema({
  name: 'petitioner',
  columns: { petitionId: { type: 'uuid', name: 'petition_id', primary: true }, ...stated },
});
export const visitorTable = new EntitySchema({
  name: 'visitor',
  columns: { visitId: { type: 'uuid', name: 'visit_id', primary: true }, ...stated },
});
