import { dayCell, listCell, readTableFile, tableFault, type Day } from '@tiepdan/dated-table';
import type { Agency } from './agency';
import { registerId } from './register-id';

export const officerRoles = [
  'receptionist',
  'processor',
  'reception-board',
  'head',
  'resolver',
  'verifier',
  'records-clerk',
  'inspector',
  'leader',
  'liaison',
  'analyst',
  'identity-custodian',
  'overseer',
  'administrator',
] as const;
export type OfficerRole = (typeof officerRoles)[number];

/** Someone who serves in a body today. Those in the data are invented examples. */
export interface Officer {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly roles: readonly OfficerRole[];
  /** First day of all of them. */
  readonly since: Day;
}

const officerColumns = ['code', 'name', 'title', 'agency_code', 'roles', 'since', 'note'] as const;

/** @throws Error naming file and line: a code twice, an unknown role, a body that does not exist or has ended */
export function loadOfficers(directory: string, agencies: readonly Agency[]): readonly Officer[] {
  const seen = new Set<string>();
  return readTableFile(directory, 'officers.psv', officerColumns).map((row) => {
    if (seen.has(row.code)) throw tableFault(row, `duplicate officer ${row.code}`);
    seen.add(row.code);
    const agency = agencies.find(({ code, existsTo }) => code === row.agency_code && existsTo === null);
    if (agency === undefined) throw tableFault(row, `officer's agency ${row.agency_code} is unknown`);
    const roles = listCell(row.roles).map((text) => {
      const role = officerRoles.find((known) => known === text);
      if (role === undefined) throw tableFault(row, `unknown role "${text}"`);
      return role;
    });
    return {
      id: registerId(`officer:${row.code}`),
      code: row.code,
      name: row.name,
      title: row.title,
      agencyId: agency.id,
      agencyCode: agency.code,
      roles,
      since: dayCell(row, 'since'),
    };
  });
}
