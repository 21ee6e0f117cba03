import { mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../../dependencies';
import { petitionAnswer } from '../../petitions/petition-answer.graphql';
import { erasePetitioners } from './erase-petitioners.command';
import { ErasePetitionersInput } from './erasure.graphql';

export const erasureMutations = mutationsOf<Dependencies>(petitionAnswer, [
  mutation(
    erasePetitioners,
    ErasePetitionersInput,
    'Destroys the keys of who brought a petition that is over, for good (xóa danh tính người đứng đơn).',
    'Of which petition, and why.',
  ),
]);
