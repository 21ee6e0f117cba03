import { mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { classifyPetition } from './classify-petition.command';
import { ClassifyPetitionInput, WithdrawPetitionInput } from '../petitions/petition-inputs.graphql';
import { withdrawPetition } from '../petitions/petition.command';
import { petitionAnswer } from '../petitions/petition-answer.graphql';

export const handlingMutations = mutationsOf<Dependencies>(petitionAnswer, [
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
