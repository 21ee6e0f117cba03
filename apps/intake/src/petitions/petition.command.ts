import { command, type Aggregate } from '@tiepdan/command';
import { petitionContract } from '@tiepdan/contract-intake';
import type { Dependencies } from '../dependencies';
import type { Petition } from './petition';
import { accessObjectOf } from './petition-access';
import { petitionWithdrawn } from './petition-events';
import { petitionUnknown, versionChanged } from './petition-refusals';
import { petitionsByIds, updatePetition } from './petition.repository';
import { checkWithdrawable, withdraw, type Withdrawal } from './withdraw-petition';

export const petitions: Aggregate<Petition> = {
  type: 'Petition',
  contracts: [petitionContract],
  reads: 'readPetition',
  find: petitionsByIds,
  idOf: ({ id }) => id,
  versionOf: ({ version }) => version,
  accessObjectOf,
  unknown: () => petitionUnknown('petition'),
  versionChanged,
};

export const withdrawPetition = command<Withdrawal, Petition, Dependencies>({
  operation: 'withdrawPetition',
  of: petitions,
  refuses: [
    ...['PETITION_UNKNOWN', 'VERSION_CHANGED', 'NOT_WITHDRAWABLE', 'PARTIAL_WITHDRAWAL'],
    ...['WITHDRAWN_BEFORE_RECEIVED', 'WITHDRAWN_IN_FUTURE'],
  ],
  async work({ client, today, locked }, input) {
    const item = withdraw(await locked(input.petition, input.expectedVersion, checkWithdrawable), input, today);
    await updatePetition(client, item);
    return { item, events: [petitionWithdrawn(item, input.coerced ?? false)] };
  },
});
