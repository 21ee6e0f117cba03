import { v7 } from 'uuid';
import { command, type Aggregate, type CommandDependencies } from '@tiepdan/command';
import { officerContract } from '@tiepdan/contract-assignment';
import { DOCUMENT_REFUSALS } from '../documents/official-document';
import {
  delegate,
  delegationUnknown,
  officerUnknown,
  withdrawn,
  type DelegationRequest,
  type DelegationWithdrawal,
} from './delegate';
import type { Delegation, DutyHolder } from './duty';
import {
  delegationsByIds,
  dutyHolders,
  endDelegation,
  insertDelegation,
  raiseOfficers,
  suspend,
} from './duty.repository';
import { suspendedAfter, type AccessChange } from './suspend-officer';

const delegations: Aggregate<Delegation> = {
  type: 'Delegation',
  contracts: [],
  reads: 'readSelf',
  find: (client, ids, _reach, lock) => delegationsByIds(client, ids, lock),
  idOf: ({ id }) => id,
  unknown: delegationUnknown,
};

const officers: Aggregate<DutyHolder> = {
  type: 'OfficerAccess',
  contracts: [officerContract],
  reads: 'readAgency',
  find: (client, ids, _reach, lock) => dutyHolders(client, ids, lock),
  idOf: ({ id }) => id,
  unknown: officerUnknown,
};

export const grantDelegation = command<DelegationRequest, Delegation, CommandDependencies>({
  operation: 'grantDelegation',
  of: delegations,
  refuses: [
    ...DOCUMENT_REFUSALS,
    ...[
      'DELEGATION_OUT_OF_DATE',
      'DELEGATION_TO_SELF',
      'OFFICER_OF_OTHER_AGENCY',
      'OFFICER_SUSPENDED',
      'OFFICER_UNKNOWN',
    ],
    ...['ROLE_NOT_HELD', 'ROLE_UNKNOWN'],
  ],
  async work({ client, principal, at, today }, input) {
    const [from, to] = [principal.id, input.to.toLowerCase()];
    const holders = await dutyHolders(client, [from, to], true);
    const parties = [holders.get(from), holders.get(to)] as const;
    const given = delegate(input, ...parties, { id: v7(), at, today, actingAt: principal.agencyId });
    await insertDelegation(client, given);
    return { item: given, events: [] };
  },
});

export const withdrawDelegation = command<DelegationWithdrawal, Delegation, CommandDependencies>({
  operation: 'withdrawDelegation',
  of: delegations,
  refuses: ['DELEGATION_UNKNOWN', 'DELEGATION_WITHDRAWN'],
  async work({ client, principal, at, locked }, input) {
    const ended = withdrawn(await locked(input.delegation), principal.id, at);
    await endDelegation(client, ended.id, at);
    return { item: ended, events: [] };
  },
});

/** Suspends an officer, or lets them act again. */
const accessCommand = (operation: 'suspendOfficer' | 'reinstateOfficer') =>
  command<AccessChange, DutyHolder, CommandDependencies>({
    operation,
    of: officers,
    refuses: [
      ...DOCUMENT_REFUSALS,
      ...['OFFICER_UNKNOWN', 'OWN_ACCESS'],
      operation === 'suspendOfficer' ? 'OFFICER_SUSPENDED' : 'OFFICER_NOT_SUSPENDED',
    ],
    async work({ client, principal, lockedWith, ...moment }, input) {
      const { item, others } = await lockedWith(input.officer, [principal.id]);
      const suspendedAt = suspendedAfter(operation, input, item, others.get(principal.id), moment);
      await suspend(client, item.id, suspendedAt);
      const events = await raiseOfficers(client, [item.id]);
      return { item: { ...item, suspendedAt }, events };
    },
  });

export const suspendOfficer = accessCommand('suspendOfficer');
export const reinstateOfficer = accessCommand('reinstateOfficer');
