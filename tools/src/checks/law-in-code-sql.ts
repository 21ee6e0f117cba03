import type { Fault } from './law-in-code';
import { listName, type LawWords } from './law-words';

const DAY_UNIT = /^(d|day|days)$/i;
const LONG_UNIT = /^(w|weeks?|mon|mons|months?|y|years?)$/i;

/** A column or value that is a day, by how such are named here. */
const DAY = String.raw`(?:\w*_(?:on|day|date)|current_date|\w*date|now\(\)|\S+::date|\S+::timestamptz?)\)?`;
const DAY_AND_NUMBER = new RegExp(String.raw`(?<![\w$])${DAY}\s*[-+]\s*(\d+)\b(?!\s*\*)`, 'gi');
const DAYS_APART = new RegExp(String.raw`(?<![\w$])${DAY}\s*-\s*${DAY}\s*(?:[<>]=?|=|<>)\s*(\d+)\b`, 'gi');
const INTERVAL = /\binterval\s*'([^']*)'|'([^']*)'\s*::\s*interval|\bcast\s*\(\s*'([^']*)'\s+as\s+interval/gi;
const TIMES_INTERVAL = /(\d+)\s*\*\s*interval\s*'1 days?'|interval\s*'1 days?'\s*\*\s*(\d+)/gi;
const MADE_INTERVAL = /\bmake_interval\s*\(([^)]*)\)/gi;
const ISO_PERIOD = /^P(\d+)([DWMY])/i;

const QUOTED = String.raw`'[^']*'(?:::[\w[\]]+)?`;
const STATE_COLUMN = new RegExp(
  String.raw`\b(?:(\w+)\.)?"?(\w*(?:state|stage|status))"?(?:::\w+)?\s*` +
    String.raw`(?:=|<>|!=|~|(?:not\s+)?(?:in|like)\b|is\s+(?:not\s+)?distinct\s+from)\s*` +
    String.raw`(?:any|all)?\s*\(*\s*(?:array\s*\[|values)?\s*\(*\s*(${QUOTED}(?:\s*[),(]+\s*${QUOTED})*)`,
  'gi',
);
const QUOTED_LIST = new RegExp(String.raw`[([]\s*(${QUOTED}(?:\s*,\s*${QUOTED})+)\s*[)\]]`, 'g');
const CASE_OF_STATE = /\bcase\s+(?:\w+\.)?\w*(?:state|stage|status)\b([\s\S]*?)\bend\b/gi;
const WHEN = /\bwhen\s+('[^']*')/gi;

/** Figures and states of the law in the text of a statement, or of a part of one. */
export const sqlFaults = (text: string, words: LawWords): Fault[] => [
  ...sqlDays(text).map((what): Fault => ['days', `SQL ${what}`]),
  ...sqlStates(text, words).map((what): Fault => ['states', `SQL ${what}`]),
];

const sqlDays = (text: string): readonly string[] => [
  ...[...text.matchAll(DAY_AND_NUMBER), ...text.matchAll(DAYS_APART)]
    .filter(([, number]) => Number(number) > 1)
    .map(([found]) => found),
  ...[...text.matchAll(INTERVAL)].flatMap(([found, ...periods]) => (isFigure(periods) ? [found] : [])),
  ...[...text.matchAll(TIMES_INTERVAL)].map(([found]) => found),
  ...[...text.matchAll(MADE_INTERVAL)].flatMap(([found, inside = '']) => (isFigure([madeOf(inside)]) ? [found] : [])),
];

function isFigure(periods: readonly (string | undefined)[]): boolean {
  const period = periods.find((found) => found !== undefined) ?? '';
  const iso = ISO_PERIOD.exec(period);
  const parts = iso ? [iso] : [...period.matchAll(/(\d+)\s*([a-z]+)/gi)];
  return parts.some(
    ([, count, unit = '']) => (DAY_UNIT.test(unit) && Number(count) > 1) || (LONG_UNIT.test(unit) && Number(count) > 0),
  );
}

/** `days => 30` as `30 days`; by position they are years, months, weeks and days. */
const madeOf = (inside: string): string => {
  const named = [...inside.matchAll(/(\w+)\s*=>\s*(\d+)/g)].map(([, unit, count]) => `${count} ${unit}`);
  if (named.length > 0) return named.join(' ');
  const units = ['years', 'months', 'weeks', 'days'];
  return inside
    .split(',')
    .flatMap((count, index) => (/^\s*\d+\s*$/.test(count) && units[index] ? [`${count.trim()} ${units[index]}`] : []))
    .join(' ');
};

function sqlStates(text: string, { states, graphEnums }: LawWords): readonly string[] {
  const inColumns = [...text.matchAll(STATE_COLUMN)].flatMap(([, owner = '', column = '', quoted = '']) =>
    statesIn(quoted, states)
      .filter((state) => !isOfAnother(owner, column, state))
      .map((state) => `${column} compared with ${state}`),
  );
  const chosen = [...text.matchAll(CASE_OF_STATE)].flatMap(([, inside = '']) =>
    [...inside.matchAll(WHEN)].flatMap(([, quoted = '']) => statesIn(quoted, states)),
  );
  const lists = [...text.matchAll(QUOTED_LIST)]
    .map(([, quoted = '']) => statesIn(quoted, states))
    .filter((found) => found.length > 1 && inColumns.length === 0);
  return [...inColumns, ...chosen.map((state) => `case of ${state}`), ...lists.map((found) => found.join(', '))];

  function isOfAnother(owner: string, column: string, state: string): boolean {
    const names = [`${owner}${column}`, column.replaceAll('_', '')].map((name) => name.toLowerCase());
    return graphEnums.some(
      ({ name, values }) =>
        names.includes(name.toLowerCase()) && values.includes(state) && listName(values) !== listName(states),
    );
  }
}

const statesIn = (quoted: string, states: ReadonlySet<string>): readonly string[] =>
  [...quoted.matchAll(/'([^']*)'/g)]
    .flatMap(([, text = '']) => text.match(/[A-Z][A-Z_]+/g) ?? [])
    .filter((word) => states.has(word));
