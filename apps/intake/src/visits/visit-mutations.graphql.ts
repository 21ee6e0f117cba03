import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { registerVisit } from './register-visit.command';
import { RegisterVisitInput, VisitType } from './visit.graphql';

export const visitMutations = mutationsOf<Dependencies>(
  answerType(VisitType, 'Visit', 'The visit as it is now, or why not.'),
  [
    mutation(
      registerVisit,
      RegisterVisitInput,
      'Records who came and what they brought (tiếp công dân).',
      'Who came, and with what.',
    ),
  ],
);
