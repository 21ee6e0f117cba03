import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { CommandDependencies } from '@tiepdan/command';
import { grantDelegation, reinstateOfficer, suspendOfficer, withdrawDelegation } from './duty.command';
import {
  DelegationType,
  GrantDelegationInput,
  OfficerAccessInput,
  OfficerAccessType,
  WithdrawDelegationInput,
} from './duty.graphql';

export const delegationResult = answerType(DelegationType, 'Delegation', 'The delegation as it is now, or why not.');
export const officerAccessResult = answerType(
  OfficerAccessType,
  'OfficerAccess',
  'How the officer stands now, or why not.',
);

export const dutyMutations = [
  ...mutationsOf<CommandDependencies>(delegationResult, [
    mutation(
      grantDelegation,
      GrantDelegationInput,
      'Gives a duty of your own to somebody else for a time (ủy quyền).',
      'To whom, which duty, how long.',
    ),
    mutation(withdrawDelegation, WithdrawDelegationInput, 'Ends a delegation you gave, at once.', 'Which one.'),
  ]),
  ...mutationsOf<CommandDependencies>(officerAccessResult, [
    mutation(
      suspendOfficer,
      OfficerAccessInput,
      'Suspends an officer: within a minute nothing is done in their name.',
      'Whom, by which document.',
    ),
    mutation(reinstateOfficer, OfficerAccessInput, 'Lets a suspended officer act again.', 'Whom, by which document.'),
  ]),
];
