import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { classifyPetition } from './classify-petition.command';
import { ClassifyPetitionInput, ReceivePetitionInput, WithdrawPetitionInput } from './petition-inputs.graphql';
import { withdrawPetition } from './petition.command';
import { PetitionType } from './petition.graphql';
import { receivePetition } from './receive-petition.command';

export const petitionResult = answerType(PetitionType, 'Petition', 'The petition as it is now, or why not.');

export const petitionMutations = mutationsOf<Dependencies>(petitionResult, [
  mutation(
    receivePetition,
    ReceivePetitionInput,
    'Takes in a petition that came without a visit (tiếp nhận đơn).',
    'Who hands in what.',
  ),
  mutation(
    classifyPetition,
    ClassifyPetitionInput,
    'Says what a petition is and what is to be done (phân loại đơn).',
    'Which petition, and what it is.',
  ),
  mutation(
    withdrawPetition,
    WithdrawPetitionInput,
    'Records that a petition was taken back (rút đơn).',
    'Which petition, and since when.',
  ),
]);
