interface PersonField {
  /** Column of `petitioner` and `visitor`. */
  readonly column: string;
  /** SEALED: under the key of the statement, and lost with it. Otherwise the type of a column in clear, for what identifies nobody. */
  readonly kept: 'SEALED' | 'uuid' | 'text';
  /** What not everybody states is null where it is missing, and once it was erased. */
  readonly isRequired: boolean;
  /** Of free text, which is tidied and checked for its length. */
  readonly charactersMax?: number;
  /** Where an input holds it, if not under its own name. */
  readonly path?: string;
  /** What it counts as where it is taken out of the text of a denunciation; null: it may stand there. */
  readonly removedAs: string | null;
}

/**
 * What people state of themselves, each field once: columns, statements, sealing, opening, checks and redaction follow from this
 * table. The name of a field is part of what its seal is bound to, so it never changes. A later field is not required: earlier
 * people did not state it. How one is added: docs/how-to/add-a-field-of-a-person.md.
 */
export const personFields = {
  name: { column: 'name', kept: 'SEALED', isRequired: true, charactersMax: 200, removedAs: 'NAME' },
  identityNumber: { column: 'identity_number', kept: 'SEALED', isRequired: false, removedAs: 'IDENTITY_NUMBER' },
  addressText: {
    column: 'address_text',
    kept: 'SEALED',
    isRequired: true,
    charactersMax: 500,
    path: 'address.text',
    removedAs: 'ADDRESS',
  },
  addressCommuneId: {
    column: 'address_commune_id',
    kept: 'uuid',
    isRequired: false,
    path: 'address.commune',
    removedAs: null,
  },
  phone: { column: 'phone', kept: 'SEALED', isRequired: false, charactersMax: 30, removedAs: 'PHONE' },
  email: { column: 'email', kept: 'SEALED', isRequired: false, charactersMax: 254, removedAs: 'EMAIL' },
} as const satisfies Readonly<Record<string, PersonField>>;

type Fields = typeof personFields;
export type PersonFieldName = keyof Fields;
type NamesWith<Declared> = { [Name in PersonFieldName]: Fields[Name] extends Declared ? Name : never }[PersonFieldName];

/** What a person states of themselves, as it was stated on one occasion. */
export type Statement = {
  readonly [Name in PersonFieldName]: Name extends NamesWith<{ isRequired: true }> ? string : string | null;
};
/** Fields that inputs and answers hold under their own names; the others make up the address. */
type OwnName = Exclude<PersonFieldName, NamesWith<{ path: string }>>;
export type StatedDirectly = Pick<Statement, OwnName>;
/** The same as it is given: what not everybody states may be left out. */
export type GivenDirectly = Pick<Statement, OwnName & NamesWith<{ isRequired: true }>> & {
  readonly [Name in OwnName & NamesWith<{ isRequired: false }>]?: string | null;
};
/** Fields that identify somebody in a text, and what they count as there. */
export type IdentifyingField = Exclude<PersonFieldName, NamesWith<{ removedAs: null }>>;
export type IdentifyingKind = Fields[IdentifyingField]['removedAs'];

export const personFieldNames = Object.keys(personFields) as PersonFieldName[];
export const identifyingFields = personFieldNames.filter(
  (name): name is IdentifyingField => personFields[name].removedAs !== null,
);

/** A value for each field, in the order of the table. */
export const mapFields = <Values extends Readonly<Record<PersonFieldName, unknown>>>(
  valueOf: (name: PersonFieldName, field: PersonField) => Values[PersonFieldName],
): Values => Object.fromEntries(personFieldNames.map((name) => [name, valueOf(name, personFields[name])])) as Values;
