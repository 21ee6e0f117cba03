import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type NameNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { limitError } from './limit-error';

export const QUERY_TOKENS_MAX = 2_000;
export const QUERY_DEPTH_MAX = 12;
export const QUERY_ALIASES_MAX = 30;
const QUERY_DIRECTIVES_MAX = 20;
const QUERY_SPREADS_MAX = 60;

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
const tooManySpreads = () =>
  limitError(
    'TOO_MANY_FRAGMENTS',
    `Truy vấn dùng mảnh (fragment) quá ${QUERY_SPREADS_MAX} lần.`,
    `The query spreads fragments more than ${QUERY_SPREADS_MAX} times.`,
  );
const tooManyDirectives = () =>
  limitError(
    'TOO_MANY_DIRECTIVES',
    `Truy vấn có quá ${QUERY_DIRECTIVES_MAX} chỉ thị.`,
    `The query has more than ${QUERY_DIRECTIVES_MAX} directives.`,
  );

/**
 * Why a text need not even be parsed: with hundreds of fragment spreads, checking it is work enough to be an attack. Counts dots, so a
 * text literal full of them is counted too; texts belong in variables.
 */
function refuseManySpreads(query: string): GraphQLError | null {
  let spreads = 0;
  for (let at = query.indexOf('...'); at >= 0; at = query.indexOf('...', at + 3)) spreads += 1;
  return spreads > QUERY_SPREADS_MAX ? tooManySpreads() : null;
}

/** A text beyond a limit, refused before the dearer rules are asked, so that being refused costs little; or one that is not valid. */
export interface Refused {
  readonly refusals: readonly GraphQLError[];
}

/** Parses a text and holds it against the limits. Throws a syntax error when it cannot be parsed. */
export type ParseWithinLimits = (schema: GraphQLSchema, query: string) => DocumentNode | Refused;

export function parsingWithinLimits(introspection: boolean): ParseWithinLimits {
  const rules = limitRules(introspection);
  return (schema, query) => {
    const spreads = refuseManySpreads(query);
    if (spreads) return { refusals: [spreads] };
    const document = parse(query, { maxTokens: QUERY_TOKENS_MAX });
    const refusals = validate(schema, document, rules);
    return refusals.length > 0 ? { refusals } : document;
  };
}

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
  return [
    ...armor.protect().validationRules,
    oneMutationPerRequest,
    noHostileNames,
    ...(introspection ? [] : [noIntrospection]),
  ];
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

/** Keys of an answer and of variables that every object has already; nobody has a use for them but to change what all objects are. */
const noHostileNames: ValidationRule = (context) => {
  const check = (name: NameNode | undefined) => {
    if (name && name.value in Object.prototype)
      context.reportError(new GraphQLError(`The name "${name.value}" cannot be used here.`, { nodes: name }));
  };
  return { Field: ({ alias }) => check(alias), Variable: ({ name }) => check(name) };
};

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
