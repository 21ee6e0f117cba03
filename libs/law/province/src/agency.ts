import {
  choiceCell,
  listCell,
  readTableFile,
  tableFault,
  validityOf,
  versionsByKey,
  type Day,
  type Row,
} from '@tiepdan/dated-table';
import { registerId } from './register-id';

const levels = ['CENTRAL', 'PROVINCE', 'DEPARTMENT', 'DISTRICT', 'COMMUNE', 'PUBLIC_UNIT', 'PARTY', 'ELECTED'] as const;
export type AgencyLevel = (typeof levels)[number];

/** A public body or territorial unit. Codes are reused after mergers: only code and days together name one. */
export interface Agency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Other ways documents write the name. */
  readonly aliases: readonly string[];
  readonly level: AgencyLevel;
  readonly parentId: string | null;
  readonly existsFrom: Day;
  /** Last day of existence; null while it exists. */
  readonly existsTo: Day | null;
  /** Source tags; `assumed` where the first or last day is not a known decision (see the README of the data). */
  readonly evidence: string;
}

/** Later than any last day, so that an open body meets the newest body of its parent's code. */
const OPEN_END = '9999-12-31' as Day;

const agencyColumns = [
  'code',
  'name',
  'aliases',
  'level',
  'parent_code',
  'exists_from',
  'exists_to',
  'evidence',
  'note',
] as const;
const lastDayOf = (agency: Pick<Agency, 'existsTo'>): Day => agency.existsTo ?? OPEN_END;

export const existsOn = ({ existsFrom, existsTo }: Pick<Agency, 'existsFrom' | 'existsTo'>, on: Day): boolean =>
  existsFrom <= on && (existsTo === null || on <= existsTo);

/** @throws Error naming file and line: unknown level or parent, two bodies with one code on one day */
export function loadAgencies(directory: string): readonly Agency[] {
  const bodies = readTableFile(directory, 'agencies.psv', agencyColumns).map((row) => ({ row, ...bodyOf(row) }));
  const byCode = versionsByKey(
    bodies.map(({ row, code, validFrom, validTo }) => ({ at: row.at, code, validFrom, validTo })),
    ({ code }) => code,
  );
  return bodies.map(({ row, validFrom: _validFrom, validTo: _validTo, ...agency }) => {
    const parents = byCode.get(row.parent_code) ?? [];
    const parent = parents.find(
      (known) => known.validFrom <= lastDayOf(agency) && lastDayOf(agency) <= (known.validTo ?? OPEN_END),
    );
    if (row.parent_code !== '' && parent === undefined)
      throw tableFault(row, `unknown parent ${row.parent_code} on the last day of ${row.code}`);
    return { ...agency, parentId: parent === undefined ? null : agencyId(parent.code, parent.validFrom) };
  });
}

const agencyId = (code: string, existsFrom: Day): string => registerId(`agency:${code}:${existsFrom}`);

function bodyOf(row: Row<(typeof agencyColumns)[number]>) {
  const validity = validityOf({ at: row.at, valid_from: row.exists_from, valid_to: row.exists_to });
  return {
    ...validity,
    id: agencyId(row.code, validity.validFrom),
    code: row.code,
    name: row.name,
    aliases: listCell(row.aliases),
    level: choiceCell(row, 'level', levels),
    existsFrom: validity.validFrom,
    existsTo: validity.validTo,
    evidence: row.evidence,
  };
}
