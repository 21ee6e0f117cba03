import { command, type Aggregate } from '@tiepdan/command';
import { checkAgency } from '../../agencies/agency';
import type { Dependencies } from '../../dependencies';
import type { KeepingFrom } from './denouncer';
import { keepingUnknown, prepareKeeping, type KeepingToSet } from './keep-denouncers';
import { keepingsByIds, storeKeeping } from './keep-denouncers.repository';

/** An agency decides for many days, so a decision is found by both. */
const keepings: Aggregate<KeepingFrom> = {
  type: 'DenouncerKeeping',
  contracts: [],
  reads: 'readAgency',
  find: keepingsByIds,
  idOf: ({ agencyId, from }) => `${agencyId} ${from}`,
  accessObjectOf: ({ agencyId }) => ({ agencyId }),
  unknown: keepingUnknown,
};

export const keepDenouncers = command<KeepingToSet, KeepingFrom, Dependencies>({
  operation: 'keepDenouncers',
  of: keepings,
  refuses: ['AGENCY_NOT_EXISTING_ON_DAY', 'AGENCY_UNKNOWN', 'KEEPING_NOT_TO_COME', 'KEEPING_UNKNOWN'],
  shown: (keeping) => ({ ...keeping, agency: { id: keeping.agencyId } }),
  async work({ client, principal, today }, input) {
    const item = prepareKeeping(input, today);
    checkAgency(await storeKeeping(client, item, principal.id), []);
    return { item, events: [], about: { id: item.agencyId, object: { agencyId: item.agencyId } } };
  },
});
