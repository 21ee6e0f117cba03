import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  Kind,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { limitError } from './limit-error';

export const QUERY_TOKENS_MAX = 2_000;
export const QUERY_DEPTH_MAX = 12;
export const QUERY_ALIASES_MAX = 30;
const QUERY_DIRECTIVES_MAX = 20;

const tooDeep = () =>
  limitError(
    'QUERY_TOO_DEEP',
    `Truy vấn lồng quá ${QUERY_DEPTH_MAX} cấp.`,
    `The query is nested more than ${QUERY_DEPTH_MAX} levels deep.`,
  );
const tooManyAliases = () =>
  limitError(
    'TOO_MANY_ALIASES',
    `Truy vấn có quá ${QUERY_ALIASES_MAX} bí danh.`,
    `The query has more than ${QUERY_ALIASES_MAX} aliases.`,
  );
const tooManyDirectives = () =>
  limitError(
    'TOO_MANY_DIRECTIVES',
    `Truy vấn có quá ${QUERY_DIRECTIVES_MAX} chỉ thị.`,
    `The query has more than ${QUERY_DIRECTIVES_MAX} directives.`,
  );

/** Rules on the text of a query alone; they run once per text, before anything is planned. */
export function limitRules(introspection: boolean): ValidationRule[] {
  const refuseWith = (error: () => ReturnType<typeof limitError>) => ({
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(error())],
  });
  const armor = new ApolloArmor({
    maxDepth: { n: QUERY_DEPTH_MAX, flattenFragments: true, ...refuseWith(tooDeep) },
    maxAliases: { n: QUERY_ALIASES_MAX, ...refuseWith(tooManyAliases) },
    maxDirectives: { n: QUERY_DIRECTIVES_MAX, ...refuseWith(tooManyDirectives) },
    // Tokens are counted by the parser itself, page sizes by our own cost, suggestions are taken out of every message.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return [...armor.protect().validationRules, oneMutationPerRequest, ...(introspection ? [] : [noIntrospection])];
}

const noIntrospection: ValidationRule = (context) => ({
  Field(field) {
    if (field.name.value === '__schema' || field.name.value === '__type')
      context.reportError(
        limitError(
          'INTROSPECTION_DISABLED',
          'Hệ thống này không cung cấp lược đồ.',
          'The schema is not given out here.',
          field,
        ),
      );
  },
});

/** Two changes in one request would be two commands under one fate: what when the first is done and the second refused? */
const oneMutationPerRequest: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (operation.operation !== 'mutation' || countFields(context, operation.selectionSet, new Set()) <= 1) return;
    context.reportError(
      limitError(
        'ONE_MUTATION_PER_REQUEST',
        'Mỗi yêu cầu chỉ được thực hiện một thao tác ghi.',
        'A request may hold one mutation only.',
        operation,
      ),
    );
  },
});

/** Fields of a selection set, those of fragments included; `seen` ends cycles, which another rule reports. */
function countFields(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  seen: Set<FragmentDefinitionNode>,
): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) count += selection.name.value === '__typename' ? 0 : 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(context, selection.selectionSet, seen);
    else {
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || seen.has(fragment)) continue;
      seen.add(fragment);
      count += countFields(context, fragment.selectionSet, seen);
    }
  }
  return count;
}
