import type { Pool } from 'pg';
import type { Access, AccessBook, Principal } from '@tiepdan/access';
import { appendAudit, refusedOperation } from '@tiepdan/audit';
import { answeredBefore, inTransaction, once, type CommandCall } from '@tiepdan/database';
import { dayInProvince } from '@tiepdan/dated-table';
import { recordEvents } from '@tiepdan/event-delivery';
import { Refusal } from '@tiepdan/refusal';
import type { WrittenVersion } from './aggregate';
import { checkCall, COMMON_REFUSALS } from './check-call';
import type { Command, Moment, StatementCommand, TransactionCommand } from './command';
import { scopeOf } from './scope';

/** Who asks for a command, and is told what it wrote. */
export interface Asking {
  readonly principal: Principal;
  access(standing: AccessBook): Promise<Access>;
  wrote(topic: string, aggregate: { readonly id: string; readonly version: number }): unknown;
}

/** What every command is run with; each service adds what its own commands need. */
export interface CommandDependencies {
  readonly pool: Pool;
  readonly standing: AccessBook;
  readonly now: () => Date;
  /** Called after each commit. */
  readonly wakeRelay: () => void;
  /** Turns what else is a refusal into one, such as a day that the law's tables do not reach; null for a fault. */
  readonly refusalOf?: (error: unknown) => Refusal | null;
  /** Makes a fault of a refusal that the command does not declare. For tests. */
  readonly faultsUndeclared?: boolean;
}

/** What is stored for a repeated call. */
interface Answered {
  readonly id: string;
  /** Absent in answers of before versions were stored with them. */
  readonly written?: readonly WrittenVersion[];
}

interface Done<Item> {
  readonly answered: Answered;
  /** What this call did; absent where an earlier one with the same key did it. */
  readonly item?: Item;
}

interface Run<Input, D> {
  readonly moment: Moment;
  readonly call: CommandCall;
  readonly input: Input;
  readonly dependencies: D;
}

/**
 * Runs a command, and answers the item as it is now or why not. The order is the same for all: the caller's duty; their access;
 * key and text; begin; once for each key; the work; the acting duty; events; audit link; commit; relay; reading again within the
 * caller's reach; what was written.
 * @throws AccessDenied where the caller may not do it
 */
export async function runCommand<Input extends object, Item extends object, D extends CommandDependencies>(
  command: Command<Input, Item, D>,
  asking: Asking,
  { input, key }: { readonly input: Input; readonly key: string },
  dependencies: D,
): Promise<object> {
  const { principal } = asking;
  const { operation, of } = command;
  const { standing } = dependencies;
  standing.policy.authorise(principal, operation);
  const access = await asking.access(standing);
  try {
    checkCall(input, key);
    const at = dependencies.now();
    const moment = { principal, access, reach: access.reach(of.reads), at, today: dayInProvince(at) };
    const call = { principalId: principal.id, key, operation, input: command.hashed?.(input, dependencies) ?? input };
    const run = { moment, call, input, dependencies };
    const done = 'write' in command ? await writeItself(command, run) : await transact(command, run);
    dependencies.wakeRelay();
    command.after?.(dependencies);
    const item = await answerOf(command, done, run);
    for (const { topic, aggregateId, version } of done.answered.written ?? [])
      asking.wrote(topic, { id: aggregateId, version });
    return command.shown?.(item, moment) ?? item;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : (dependencies.refusalOf?.(error) ?? null);
    if (refusal === null || isFault(command, refusal, dependencies)) throw error;
    await noteRefused(command, principal, { input, refusal }, dependencies);
    return { __typename: `${of.type}Refused`, ...refusal.details };
  }
}

async function writeItself<Input extends object, Item extends object, D extends CommandDependencies>(
  { of, operation, write }: StatementCommand<Input, Item, D>,
  { moment, call, input, dependencies }: Run<Input, D>,
): Promise<Done<Item>> {
  const result = await write(moment, call, input, dependencies);
  if ('item' in result) return { answered: { id: of.idOf(result.item), written: result.written }, item: result.item };
  const answered = await answeredBefore<Answered>(dependencies.pool, call);
  if (answered) return { answered };
  result.refuse();
  throw new Error(`${operation} was neither done nor refused`);
}

const transact = <Input extends object, Item extends object, D extends CommandDependencies>(
  command: TransactionCommand<Input, Item, D>,
  { moment, call, input, dependencies }: Run<Input, D>,
): Promise<Done<Item>> =>
  inTransaction(dependencies.pool, async (client) => {
    let item: Item | undefined;
    const answered = await once<Answered>(client, call, async () => {
      const { scope, judge } = scopeOf(command, client, moment, input);
      const outcome = await command.work(scope, input, dependencies);
      const { agencyId, acting } = judge(outcome);
      await recordEvents(client, command.of.contracts, outcome.events, outcome.occurredAt ?? moment.at);
      await appendAudit(client, {
        agencyId,
        actorId: moment.principal.id,
        acting: outcome.onBehalfOf === undefined ? acting : { ...acting, onBehalfOf: outcome.onBehalfOf },
        operation: command.operation,
        objectId: outcome.about?.id ?? command.of.idOf(outcome.item),
        purpose: outcome.purpose,
        payload: call.input,
      });
      await outcome.last?.();
      item = outcome.item;
      return { id: command.of.idOf(item), written: newestOf(outcome.events) };
    });
    return { answered, item };
  });

/** The newest version of each aggregate among the events; the one named first, which the command is about, comes last. */
const newestOf = (
  events: readonly { readonly topic: string; readonly aggregateId: string; readonly aggregateVersion: number }[],
): WrittenVersion[] =>
  [
    ...new Map(
      events.map(({ topic, aggregateId, aggregateVersion: version }) => [aggregateId, { topic, aggregateId, version }]),
    ).values(),
  ].reverse();

/**
 * The item as it is now. What a change has just closed to its own caller is answered as the change left it; a repeated call is
 * answered like a reading.
 */
async function answerOf<Input extends object, Item extends object, D extends CommandDependencies>(
  command: Command<Input, Item, D>,
  { answered: { id }, item }: Done<Item>,
  { moment: { reach }, dependencies: { pool } }: Run<Input, D>,
): Promise<Item> {
  if ('write' in command && item) return item;
  const found = (await command.of.find(pool, [id], reach)).get(id) ?? item;
  if (!found) throw command.of.unknown(id);
  return found;
}

const isFault = <Input extends object, Item extends object, D extends CommandDependencies>(
  { refuses }: Command<Input, Item, D>,
  { details: { code } }: Refusal,
  { faultsUndeclared = false }: D,
): boolean => faultsUndeclared && ![...COMMON_REFUSALS, ...refuses].includes(code);

async function noteRefused<Input extends object, Item extends object, D>(
  { operation, notesRefusalsOf }: Command<Input, Item, D>,
  principal: Principal,
  { input, refusal }: { readonly input: Input; readonly refusal: Refusal },
  { pool, standing }: CommandDependencies,
): Promise<void> {
  // Nothing else may tell whose matter it was, so the link stands in the chain of the caller's own agency.
  if (!notesRefusalsOf || principal.agencyId === null) return;
  await appendAudit(pool, {
    agencyId: principal.agencyId,
    actorId: principal.id,
    acting: standing.policy.actingAs(principal, operation),
    operation: refusedOperation(operation),
    objectId: notesRefusalsOf(input),
    payload: { code: refusal.details.code },
  });
}
