import type { CommandDependencies } from '@tiepdan/command';
import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import { directiveImport } from './directive.command';
import { DirectiveType, ImportDirectiveInput } from './directive.graphql';

export const directiveResult = answerType(
  DirectiveType,
  'Directive',
  'The directive as it was read, or why it was not.',
);

export const directiveMutations = mutationsOf<CommandDependencies>(directiveResult, [
  mutation(
    directiveImport,
    ImportDirectiveInput,
    'Reads a notice of conclusions: its tasks, parties, recipients, and what is odd about it.',
    'The document.',
  ),
]);
