import { choiceCell, readTableFile, tableFault } from '@tiepdan/dated-table';

/** Who received: the column groups of form 01/TCD. */
export const modes = ['REGULAR', 'HEAD', 'AUTHORISED'] as const;
export type Mode = (typeof modes)[number];
export const groups = ['SINGLE', 'GROUP'] as const;
export type Group = (typeof groups)[number];
export const families = ['visit', 'person', 'heard', 'day'] as const;
export type Family = (typeof families)[number];

/** The windows in which a matter counts once: reporting year, quarter, month. An account may serve several at once. */
export const windowBits = { y: 1, q: 2, m: 4 } as const;
export type WindowName = keyof typeof windowBits;

/** One account: a family of figures with all its dimensions, as in a chart of accounts with segments. */
export interface Account {
  readonly code: number;
  readonly family: Family;
  readonly mode: Mode;
  readonly group: Group | null;
  /** Windows, as a sum of `windowBits`; null where figures simply add up. */
  readonly windows: number | null;
  /** Topic whose events are posted to it; null as long as nobody tells these facts. */
  readonly source: string | null;
}

export interface Chart {
  readonly accounts: readonly Account[];
  visit(mode: Mode, group: Group): number;
  person(mode: Mode, group: Group): number;
  heard(mode: Mode, windows: number): number;
}

/** @throws Error naming file and line: a code or a meaning that stands twice, an account that is missing */
export function loadChart(directory: string): Chart {
  const byMeaning = new Map<string, Account>();
  const codes = new Set<number>();
  const columns = ['account', 'family', 'mode', 'group', 'win', 'source'] as const;
  for (const row of readTableFile(directory, 'accounts.psv', columns)) {
    const account: Account = {
      code: Number(row.account),
      family: choiceCell(row, 'family', families),
      mode: choiceCell(row, 'mode', modes),
      group: row.group === '' ? null : choiceCell(row, 'group', groups),
      windows: row.win === '' ? null : bitsOf(row.win),
      source: row.source === '' ? null : row.source,
    };
    if (!(account.code > 0 && account.code < 32_768) || codes.has(account.code))
      throw tableFault(row, `account "${row.account}" is no free number from 1 to 32767`);
    const meaning = meaningOf(account.family, account.mode, account.group ?? account.windows);
    if (byMeaning.has(meaning)) throw tableFault(row, `two accounts mean ${meaning}`);
    codes.add(account.code);
    byMeaning.set(meaning, account);
  }
  const codeOf = (family: Family, mode: Mode, detail: Group | number): number => {
    const account = byMeaning.get(meaningOf(family, mode, detail));
    if (!account) throw new Error(`accounts.psv: no account for ${meaningOf(family, mode, detail)}`);
    return account.code;
  };
  for (const mode of modes) {
    for (const group of groups) for (const family of ['visit', 'person'] as const) codeOf(family, mode, group);
    for (let windows = 1; windows <= 7; windows++) codeOf('heard', mode, windows);
  }
  return {
    accounts: [...byMeaning.values()],
    visit: (mode, group) => codeOf('visit', mode, group),
    person: (mode, group) => codeOf('person', mode, group),
    heard: (mode, windows) => codeOf('heard', mode, windows),
  };
}

const meaningOf = (family: Family, mode: Mode, detail: Group | number | null): string =>
  [family, mode, detail ?? '-'].join('/');

const bitsOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum + (windowBits[letter as WindowName] ?? Number.NaN), 0);
