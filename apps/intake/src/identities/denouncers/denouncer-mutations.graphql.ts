import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../../dependencies';
import { DenouncerKeepingFromType, KeepDenouncersInput } from './denouncer.graphql';
import { keepDenouncers } from './keep-denouncers.command';

export const denouncerMutations = mutationsOf<Dependencies>(
  answerType(DenouncerKeepingFromType, 'DenouncerKeeping', 'How it is kept from then on, or why not.'),
  [
    mutation(
      keepDenouncers,
      KeepDenouncersInput,
      'Says where an agency keeps its denouncers from a day on (đặt cách giữ danh tính người tố cáo).',
      'Which agency, where, since when.',
    ),
  ],
);
