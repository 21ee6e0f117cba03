import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { inWorkspace } from '../workspace';

/** What belongs into `libs/law/data` and nowhere else, taken from there. */
export interface LawWords {
  readonly holidays: ReadonlySet<string>;
  /** Numbers of statutory forms, and codes of the catalogue of document forms. */
  readonly forms: readonly string[];
  /** States of every procedure, and coarse stages of cases. */
  readonly states: ReadonlySet<string>;
  /** Lists the graph promises. */
  readonly graphEnums: readonly GraphEnum[];
}

interface GraphEnum {
  readonly name: string;
  readonly values: readonly string[];
}

const STATES = 'workflows/states.psv';

export function lawWords(): LawWords {
  return {
    holidays: column('calendar.psv', 'name'),
    forms: [
      ...new Set(
        [...column('form-titles.psv', 'form'), ...column('forms-catalogue.psv', 'number')]
          .filter(isFormNumber)
          .concat([...column('forms-catalogue.psv', 'code')]),
      ),
    ],
    states: new Set([...column(STATES, 'code'), ...column(STATES, 'stage')].filter((state) => state !== '-')),
    graphEnums: graphEnums(),
  };
}

/** A form of documents is numbered by plain digits as well, which mean nothing by themselves. */
const isFormNumber = (number: string): boolean => number.includes('/');

export const listName = (values: Iterable<string>): string => [...new Set(values)].sort().join(' ');

function column(file: string, name: string): ReadonlySet<string> {
  const path = inWorkspace('libs', 'law', 'data', file);
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const index = header.split('|').indexOf(name);
  if (index < 0) throw new Error(`${path} has no column ${name}.`);
  return new Set(lines.map((line) => line.split('|')[index]!));
}

function graphEnums(): readonly GraphEnum[] {
  const schema = buildSchema(readFileSync(inWorkspace('apps', 'gateway', 'schema.graphql'), 'utf8'), {
    assumeValidSDL: true,
  });
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  return enums.map((type) => ({ name: type.name, values: type.getValues().map(({ name }) => name) }));
}
