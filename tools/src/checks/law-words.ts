import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { inWorkspace } from '../workspace';

/** What belongs into `libs/law/data` and nowhere else, taken from there. */
export interface LawWords {
  readonly holidays: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  /** Lists the graph promises, each as its values in order: spelling one out in full describes the graph and not the law. */
  readonly graphEnums: ReadonlySet<string>;
}

export function lawWords(): LawWords {
  return {
    holidays: column('calendar.psv', 'name'),
    forms: new Set(
      [...column('form-titles.psv', 'form'), ...column('forms-catalogue.psv', 'number')].filter(isFormNumber),
    ),
    states: column('workflows/states.psv', 'code'),
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

function graphEnums(): ReadonlySet<string> {
  const schema = buildSchema(readFileSync(inWorkspace('apps', 'gateway', 'schema.graphql'), 'utf8'), {
    assumeValidSDL: true,
  });
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  return new Set(enums.map((type) => listName(type.getValues().map(({ name }) => name))));
}
