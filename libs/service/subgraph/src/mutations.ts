import { Arg, Ctx, createUnionType, Mutation, Resolver, type ClassType } from 'type-graphql';
import { COMMON_REFUSALS, runCommand, type Command, type CommandDependencies } from '@tiepdan/command';
import type { SubgraphContext } from './context';
import { refusedType } from './shared.graphql';

/** What the graph says of every command's idempotency key. */
const KEY_MEANING = 'Your own key, 8 to 128 printable characters: the same key gives the same answer for 30 days.';

/** What is answered of one aggregate, such as `CaseResult`: the aggregate, or its refusal, such as `CaseRefused`. */
export function answerType(type: ClassType, name: string, description: string, resultName = `${name}Result`) {
  const Refused = refusedType(`${name}Refused`);
  const Result = createUnionType({
    name: resultName,
    description,
    types: () => [type, Refused] as const,
    // A refusal carries its name.
    resolveType: (value: object) => (value as { __typename?: string }).__typename ?? type,
  });
  return { Refused, Result };
}

/** A command as the graph shows it. */
export interface MutationRow<D> {
  readonly operation: string;
  readonly refuses: readonly string[];
  readonly input: ClassType;
  readonly description: string;
  /** What the input says. */
  readonly inputMeans: string;
  run(
    context: SubgraphContext,
    call: { readonly input: object; readonly key: string },
    dependencies: D,
  ): Promise<object>;
}

/** Shows a command in the graph: the class of its input must hold what the command asks for. */
export const mutation = <Input extends object, Item extends object, D extends CommandDependencies>(
  command: Command<Input, Item, D>,
  input: ClassType<Input>,
  description: string,
  inputMeans: string,
): MutationRow<D> => ({
  operation: command.operation,
  refuses: command.refuses,
  input,
  description,
  inputMeans,
  run: (context, call, dependencies) =>
    runCommand(command, context, { ...call, input: call.input as Input }, dependencies),
});

/** Resolver of one mutation; made with what its command is run with. */
export type MutationResolver<D> = new (dependencies: D) => object;

/** One resolver for each command: every mutation of the graph is a command, and is made here. */
export const mutationsOf = <D>(
  { Result }: { readonly Result: object },
  rows: readonly MutationRow<D>[],
): readonly MutationResolver<D>[] => rows.map((row) => resolverOf(Result, row));

function resolverOf<D>(
  result: object,
  { operation, refuses, input: Input, description, inputMeans, run }: MutationRow<D>,
): MutationResolver<D> {
  const codes = [...COMMON_REFUSALS, ...refuses].sort().join(', ');

  @Resolver()
  class CommandResolver {
    constructor(private readonly dependencies: D) {}

    @Mutation(() => result as ClassType, { name: operation, description: `${description} Refuses ${codes}.` })
    answer(
      @Ctx() context: SubgraphContext,
      @Arg('input', () => Input, { description: inputMeans }) input: object,
      @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) key: string,
    ): Promise<object> {
      return run(context, { input, key }, this.dependencies);
    }
  }
  return CommandResolver;
}
