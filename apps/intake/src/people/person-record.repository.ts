import { blindIndex, newPersonSeal, personOpener, type KeyKeeper } from '@tiepdan/sealing';
import { mapFields, personFieldNames, personFields, type PersonFieldName, type Statement } from './person-fields';
import { erasedStatement, type Person } from './person';

const columnOf = (name: PersonFieldName): string => personFields[name].column;
const typeOf = (name: PersonFieldName): string =>
  personFields[name].kept === 'SEALED' ? 'bytea' : personFields[name].kept;

/** Columns of a person on the way into the database with their types, by where they are kept. */
const columns = {
  citizen: { identity_kind: 'text', identity_index: 'bytea' },
  key: { key_id: 'text', wrapped_key: 'bytea' },
  statement: {
    ordinal: 'int',
    stated_id: 'uuid',
    role: 'text',
    ...Object.fromEntries(personFieldNames.map((name) => [columnOf(name), typeOf(name)])),
  },
};
const statementColumns = Object.keys(columns.statement);
const keyColumns = Object.keys(columns.key);
const from = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');

/** Columns that `petitioner` and `visitor` share, after the first. */
export const STATED_COLUMNS = `citizen_id, ${statementColumns.join(', ')}`;
/** Their values out of `people p left join citizens c using (identity_index)`. */
export const STATED_VALUES = `coalesce(c.id, p.stated_id), ${from('p', statementColumns)}`;
/** Columns of `person_key`, and their values out of the same. */
export const KEY_COLUMNS = `id, citizen_id, ${keyColumns.join(', ')}`;
export const KEY_VALUES = `p.stated_id, coalesce(c.id, p.stated_id), ${from('p', keyColumns)}`;
/** What rows `s` of either table hold for `openedStatement`. */
export const STATEMENT_COLUMNS = personFieldNames.map((name) => `s.${columnOf(name)} as "${name}"`).join(', ');
export type StoredStatement = Readonly<Record<PersonFieldName, Buffer | string | null>>;

const RECORD = Object.values(columns)
  .flatMap((types) => Object.entries(types).map(([column, type]) => `${column} ${type}`))
  .join(', ');
/** People out of the jsonb parameter that `peopleJson` makes, as rows `p`. */
export const peopleSql = (parameter: string): string => `jsonb_to_recordset(${parameter}::jsonb) as p (${RECORD})`;

/**
 * Two common table expressions: `people`, read from a jsonb parameter, and `citizens`, who of them are known now. Whoever
 * has an identity number keeps the id they got first; their rows are locked in the order of its index. `after` names
 * the expression that must have locked all its rows before (counting reads them all), and yields rows only when people are
 * to be recorded.
 */
export const citizensSql = (peopleParameter: string, after: string): string => `
  people as (select * from ${peopleSql(peopleParameter)}),
  citizens as (
    insert into citizen (id, identity_kind, identity_index, created_at)
    select stated_id, identity_kind, identity_index, clock_timestamp() from people
    where (select count(*) from ${after}) > 0 order by identity_index
    on conflict (identity_index) do update set identity_index = excluded.identity_index
    returning id, identity_index)`;

/** People as a jsonb parameter, in which nothing stands in clear that identifies anybody. */
export const peopleJson = (people: readonly Person[], keeper: KeyKeeper): string =>
  JSON.stringify(people.map((person) => record(person, keeper)));

const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** By which a person is found again who gave the number of an identity paper; null where none was given. */
export const identityIndex = ({ identityNumber }: Pick<Statement, 'identityNumber'>, { indexKey }: KeyKeeper) =>
  identityNumber === null ? null : bytea(blindIndex(indexKey, 'identityNumber', identityNumber));

/**
 * Seals each statement under a key of its own: whether a person is known already is found out by the database, and one key for
 * all that a person ever stated would have to be read before each write.
 */
function record(person: Person, keeper: KeyKeeper) {
  const { key, seal } = newPersonSeal(keeper, person.newCitizenId);
  const kept = (name: PersonFieldName): string | null => {
    const stated = person[name];
    return stated !== null && personFields[name].kept === 'SEALED' ? bytea(seal(name, stated)) : stated;
  };
  return {
    identity_kind: person.identityKind,
    identity_index: identityIndex(person, keeper),
    key_id: key.keyId,
    wrapped_key: bytea(key.wrapped),
    ordinal: person.ordinal,
    // Becomes their id where nobody is known by their identity number yet.
    stated_id: person.newCitizenId,
    role: person.role,
    ...Object.fromEntries(personFieldNames.map((name) => [columnOf(name), kept(name)])),
  };
}

/** The key of a statement as it is stored; null once the person was erased. */
export interface StoredKey {
  readonly keyId: string | null;
  readonly wrappedKey: Buffer | null;
}

/** Opens what was sealed under the key of a statement; null once the person was erased. */
export const openerOf = ({ keyId, wrappedKey }: StoredKey, statedId: string, keeper: KeyKeeper) =>
  keyId === null || wrappedKey === null ? null : personOpener(keeper, statedId, { keyId, wrapped: wrappedKey });

/** What was stated; of whoever was erased that it is no longer known. */
export function openedStatement(row: StoredStatement & StoredKey, statedId: string, keeper: KeyKeeper): Statement {
  const open = openerOf(row, statedId, keeper);
  if (open === null) return erasedStatement;
  return mapFields((name) => {
    const kept = row[name];
    return Buffer.isBuffer(kept) ? open(name, kept) : kept;
  });
}
