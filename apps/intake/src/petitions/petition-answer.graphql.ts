import { answerType } from '@tiepdan/subgraph';
import { PetitionType } from './petition.graphql';

/** What every command that changes a petition answers. */
export const petitionAnswer = answerType(PetitionType, 'Petition', 'The petition as it is now, or why not.');
