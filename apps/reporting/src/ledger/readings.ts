import { readTableFile, tableFault } from '@tiepdan/dated-table';
import { modes, type Mode } from './account';

/** Where the circular leaves room and the books read it one way; the words and sources stand in `readings.psv`. */
export interface Readings {
  readonly countsVisitsTurnedAway: boolean;
  /** Strongest first: a matter heard in several modes within a window counts under the strongest only. */
  readonly heardPrecedence: readonly Mode[];
}

/** @throws Error naming file and line: a reading is missing or set to something the books cannot follow */
export function loadReadings(directory: string): Readings {
  const file = 'readings.psv';
  const columns = ['code', 'setting', 'text_vi', 'text_en', 'legal_basis', 'evidence'] as const;
  const rows = readTableFile(directory, file, columns);
  const settingOf = (code: string, isKnown: (setting: string) => boolean): string => {
    const row = rows.find((each) => each.code === code);
    if (!row) throw tableFault({ at: `${file}:1` }, `reading ${code} is missing`);
    if (!isKnown(row.setting)) throw tableFault(row, `unknown setting "${row.setting}"`);
    return row.setting;
  };
  const turnedAway = settingOf('VISIT_TURNED_AWAY', (setting) => ['counted', 'not_counted'].includes(setting));
  const precedence = settingOf('HEARD_PRECEDENCE', (setting) => {
    const listed = setting.split(';');
    return listed.length === modes.length && modes.every((mode) => listed.includes(mode));
  });
  settingOf('GROUP_BEFORE_RULE', (setting) => setting === 'first_version');
  return {
    countsVisitsTurnedAway: turnedAway === 'counted',
    heardPrecedence: precedence.split(';') as Mode[],
  };
}
