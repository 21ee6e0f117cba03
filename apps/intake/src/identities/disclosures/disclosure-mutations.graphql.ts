import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import type { Dependencies } from '../../dependencies';
import { approveDisclosure, requestDisclosure } from './disclosure.command';
import { ApproveDisclosureInput, DisclosureType, RequestDisclosureInput } from './disclosure.graphql';

export const disclosureMutations = mutationsOf<Dependencies>(
  answerType(DisclosureType, 'Disclosure', 'The opening as it is now, or why not.'),
  [
    mutation(
      requestDisclosure,
      RequestDisclosureInput,
      "Asks for a denouncer's identity to be opened, and says what for.",
      'Whose, and what for.',
    ),
    mutation(
      approveDisclosure,
      ApproveDisclosureInput,
      'Agrees, as a second custodian, to an opening that another one asked for; it is over after an hour.',
      'Which one.',
    ),
  ],
);
