import { mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../dependencies';
import { petitionResult } from '../petitions/petition-mutations.graphql';
import { erasePetitioners } from './erase-petitioners.command';
import { ErasePetitionersInput } from './erasure.graphql';

export const erasureMutations = mutationsOf<Dependencies>(petitionResult, [
  mutation(
    erasePetitioners,
    ErasePetitionersInput,
    'Destroys the keys of who brought a petition that is over, for good (xóa danh tính người đứng đơn).',
    'Of which petition, and why.',
  ),
]);
