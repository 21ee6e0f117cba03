import type { Day } from '@tiepdan/dated-table';
import { existsOn, loadAgencies, type Agency } from './agency';
import { foldName } from './name-fold';
import { loadOfficers, type Officer } from './officer';
import { loadSuccessions, type Succession } from './succession';

/** The province's public bodies, how they followed each other, and its officers, read and checked once. */
export interface Province {
  readonly agencies: readonly Agency[];
  readonly successions: readonly Succession[];
  readonly officers: readonly Officer[];
  agencyById(id: string): Agency | undefined;
  /** The body that bears a code on a day. */
  agencyByCode(code: string, on: Day): Agency | undefined;
  /** Bodies of a day that a document may mean by a text; more than one where names repeat, such as those of communes. */
  agenciesNamed(text: string, on: Day): readonly Agency[];
}

/**
 * Reads the tables of a directory, in production `libs/law/province/data`.
 * @throws Error naming file and line of the first fault found
 */
export function loadProvince(directory: string): Province {
  const agencies = loadAgencies(directory);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const byCode = Map.groupBy(agencies, ({ code }) => code);
  const names = agencies.flatMap((agency) =>
    [agency.name, ...agency.aliases].map((name) => ({ name: foldName(name), agency })),
  );
  const byName = Map.groupBy(names, ({ name }) => name);
  return {
    agencies,
    successions: loadSuccessions(directory, agencies),
    officers: loadOfficers(directory, agencies),
    agencyById: (id) => byId.get(id),
    agencyByCode: (code, on) => byCode.get(code)?.find((agency) => existsOn(agency, on)),
    agenciesNamed: (text, on) => [
      ...new Set(
        (byName.get(foldName(text)) ?? []).map(({ agency }) => agency).filter((agency) => existsOn(agency, on)),
      ),
    ],
  };
}
