import type { Operation, Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { dayInProvince } from '@tiepdan/dated-table';
import { PAGE_SIZE_MAX, type BatchLoad, type SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import type { Disclosure } from '../disclosures/disclosure';
import { openDisclosures } from '../disclosures/disclosure.repository';
import { denouncersOf, keepingsOn } from '../denouncers/denouncer.repository';
import type { Denouncer, DenouncerKeeping } from '../denouncers/denouncer';
import type { Original, Redaction } from '../denouncers/redaction';
import { redactionsOf } from '../denouncers/redaction.repository';
import { keptOriginals } from '../vault/vault.repository';
import type { StatedPerson } from '../people/person';
import { petitionersOf, visitorsOf } from '../people/person.repository';
import type { Visit } from '../visits/visit';
import { visitsByIds } from '../visits/visit.repository';
import type { Petition } from './petition';
import { duplicatesOf, petitionsByIds, petitionsOfVisits } from './petition.repository';

/** What the resolvers of a request read by id, each kind with one statement, and each for the caller alone. */
export interface Readings {
  readonly petitions: BatchLoad<Petition>;
  readonly visits: BatchLoad<Visit>;
  readonly petitioners: BatchLoad<StatedPerson[]>;
  /** For whom an identity was opened: who stands under what they may see. */
  readonly denouncers: BatchLoad<StatedPerson[]>;
  readonly pseudonyms: BatchLoad<Denouncer[]>;
  readonly redactions: BatchLoad<Redaction>;
  /** What denunciations said as they were handed in; whoever asks must have made sure that the caller may know. */
  readonly originals: BatchLoad<Original>;
  /** Of agencies, how they keep their denouncers today. */
  readonly keepings: BatchLoad<DenouncerKeeping>;
  /** Of petitions, what is open for the caller now. */
  readonly disclosures: BatchLoad<Disclosure>;
  readonly visitors: BatchLoad<StatedPerson[]>;
  readonly duplicates: BatchLoad<Petition[]>;
  readonly petitionsOfVisits: BatchLoad<Petition[]>;
}

type ReadingDependencies = Pick<Dependencies, 'reader' | 'standing' | 'keeper' | 'vault' | 'now'>;

export function openReadings({ reader, standing, now, ...places }: ReadingDependencies): Readings {
  const forCaller =
    <Found>(
      operation: Operation,
      read: (client: Queryable, ids: readonly string[], reach: Reach) => Promise<Map<string, Found>>,
    ): BatchLoad<Found> =>
    async (ids, context: SubgraphContext) => {
      const reach = (await context.access(standing)).reach(operation);
      return read(reader.within(reach), ids, reach);
    };
  const firstDuplicates = { limit: PAGE_SIZE_MAX + 1, after: null };
  return {
    petitions: forCaller('readPetition', petitionsByIds),
    visits: forCaller('readVisit', visitsByIds),
    petitioners: forCaller('readPetitionContent', petitionersOf(places)),
    denouncers: forCaller('readPetition', petitionersOf(places)),
    pseudonyms: forCaller('readPetition', denouncersOf),
    redactions: forCaller('readPetition', redactionsOf),
    originals: (ids) => keptOriginals(places.vault, ids),
    keepings: forCaller('readAgency', (client, ids) => keepingsOn(client, ids, dayInProvince(now()))),
    disclosures: async (ids, context) => {
      const reach = (await context.access(standing)).reach('readDisclosure');
      return openDisclosures(reader.within(reach), ids, context.principal.id, now());
    },
    visitors: forCaller('readPetitionContent', visitorsOf(places)),
    duplicates: forCaller('readPetition', (client, ids, reach) => duplicatesOf(client, ids, reach, firstDuplicates)),
    petitionsOfVisits: forCaller('readPetition', petitionsOfVisits),
  };
}
