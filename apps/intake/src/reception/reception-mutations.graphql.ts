import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { petitionAnswer } from '../petitions/petition-answer.graphql';
import { ReceivePetitionInput } from '../petitions/petition-inputs.graphql';
import { receivePetition } from './receive-petition.command';
import { registerVisit } from './visits/register-visit.command';
import { RegisterVisitInput, VisitType } from './visits/visit.graphql';

/** What is done where people and petitions come in. */
export const receptionMutations = [
  ...mutationsOf<Dependencies>(petitionAnswer, [
    mutation(
      receivePetition,
      ReceivePetitionInput,
      'Takes in a petition that came without a visit (tiếp nhận đơn).',
      'Who hands in what.',
    ),
  ]),
  ...mutationsOf<Dependencies>(answerType(VisitType, 'Visit', 'The visit as it is now, or why not.'), [
    mutation(
      registerVisit,
      RegisterVisitInput,
      'Records who came and what they brought (tiếp công dân).',
      'Who came, and with what.',
    ),
  ]),
];
