import { dayInProvince } from '@tiepdan/dated-table';
import type { BatchLoad } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import type { StatedPerson } from '../people/person';
import type { LoadForCaller } from '../reach/load-for-caller.repository';
import type { Denouncer, DenouncerKeeping } from './denouncers/denouncer';
import { denouncersOf, keepingsOn } from './denouncers/denouncer.repository';
import type { Original, Redaction } from './denouncers/redaction';
import { redactionsOf } from './denouncers/redaction.repository';
import type { Disclosure } from './disclosures/disclosure';
import { openDisclosures } from './disclosures/disclosure.repository';
import { petitionersOf, visitorsOf } from './people/read-people.repository';
import { keptOriginals } from './vault/vault.repository';

export interface IdentityLoaders {
  readonly petitioners: BatchLoad<StatedPerson[]>;
  readonly visitors: BatchLoad<StatedPerson[]>;
  /** For a caller to whom an identity was opened: the petitioners of what they may see. */
  readonly denouncers: BatchLoad<StatedPerson[]>;
  readonly pseudonyms: BatchLoad<Denouncer[]>;
  readonly redactions: BatchLoad<Redaction>;
  /** What denunciations said as they were handed in; the code that asks must have made sure that the caller may know. */
  readonly originals: BatchLoad<Original>;
  /** Of agencies, how they keep their denouncers today. */
  readonly keepings: BatchLoad<DenouncerKeeping>;
  /** Of petitions, what is open for the caller now. */
  readonly disclosures: BatchLoad<Disclosure>;
}

export const identityLoaders = (
  load: LoadForCaller,
  { keeper, vault, reader, standing, now }: Pick<Dependencies, 'keeper' | 'vault' | 'reader' | 'standing' | 'now'>,
): IdentityLoaders => ({
  petitioners: load('readPetitionContent', petitionersOf({ keeper, vault })),
  visitors: load('readPetitionContent', visitorsOf({ keeper, vault })),
  denouncers: load('readPetition', petitionersOf({ keeper, vault })),
  pseudonyms: load('readPetition', denouncersOf),
  redactions: load('readPetition', redactionsOf),
  originals: (ids) => keptOriginals(vault, ids),
  keepings: load('readAgency', (client, ids) => keepingsOn(client, ids, dayInProvince(now()))),
  disclosures: async (ids, context) => {
    const reach = (await context.access(standing)).reach('readDisclosure');
    return openDisclosures(reader.within(reach), ids, context.principal.id, now());
  },
});
