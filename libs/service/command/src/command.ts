import type { PoolClient } from 'pg';
import type { Access, AccessObject, Given, Operation, Principal, Reach } from '@tiepdan/access';
import type { CommandCall } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import type { EventContract, EventOf } from '@tiepdan/event-contract';
import type { Aggregate, WrittenVersion } from './aggregate';

/** Who calls, and when, for the work of every command. */
export interface Moment {
  readonly principal: Principal;
  readonly access: Access;
  /** What of the aggregate the caller may know to exist. */
  readonly reach: Reach;
  readonly at: Date;
  readonly today: Day;
}

/** What the work of a command is given. */
export interface Scope<Item extends object> extends Moment {
  /** The transaction. */
  readonly client: PoolClient;
  /**
   * The item, locked until the commit, at the version the caller read. Refuses what the aggregate calls unknown and a
   * changed version; `first` may refuse before the version is compared. @throws AccessDenied where the caller may not do it
   */
  locked(id: string, expectedVersion?: number, first?: (item: Item) => void): Promise<Item>;
  /** The same, and others locked with it in one statement, so that the order of locks is the same for all. */
  lockedWith(
    id: string,
    others: readonly string[],
    expectedVersion?: number,
    first?: (item: Item) => void,
  ): Promise<{ readonly item: Item; readonly others: ReadonlyMap<string, Item> }>;
}

/** What the work of a command has done. */
export interface Outcome<Item extends object> {
  readonly item: Item;
  readonly events: readonly EventOf<EventContract>[];
  /** When the events happened; the moment of the command by default. */
  readonly occurredAt?: Date;
  /** What access is judged by and the audit link names, where that is not the item itself. */
  readonly about?: { readonly id: string; readonly object: AccessObject };
  /** Officer in whose name it was done, where the work knows it better than the access table. */
  readonly onBehalfOf?: string | null;
  /** What it was done for, as the audit link says. */
  readonly purpose?: string | null;
  /** What cannot be taken back: done after everything else, just before the commit. */
  readonly last?: () => Promise<unknown>;
}

interface Described<Input extends object, Item extends object, Dependencies> {
  /** Its name in the graph and in the access table. */
  readonly operation: Operation;
  readonly of: Aggregate<Item>;
  /** Codes it refuses with, beside those that every command has (`COMMON_REFUSALS`). */
  readonly refuses: readonly string[];
  /** The input as it may be hashed and linked, where it holds what a hash could give away. */
  readonly hashed?: (input: Input, dependencies: Dependencies) => object;
  /** What is at hand beside the duty. */
  readonly given?: (input: Input) => Given;
  /** What was asked for: where it is refused, a link in the chain of the caller's own agency says so. */
  readonly notesRefusalsOf?: (input: Input) => string;
  /** The item as the graph answers it. */
  readonly shown?: (item: Item, moment: Pick<Moment, 'principal'>) => object;
  /** Called after the commit. */
  readonly after?: (dependencies: Dependencies) => void;
}

/** A decision that is run once, in one transaction, with its events and its audit link. */
export interface TransactionCommand<Input extends object, Item extends object, Dependencies> extends Described<
  Input,
  Item,
  Dependencies
> {
  work(scope: Scope<Item>, input: Input, dependencies: Dependencies): Promise<Outcome<Item>>;
}

/** What a statement wrote; or, where it wrote nothing and the key is new, what refuses. */
export type Statement<Item> =
  { readonly item: Item; readonly written: readonly WrittenVersion[] } | { readonly refuse: () => void };

/**
 * A hot command: idempotency record, change, event and audit link in one statement of its own, so one round trip. It answers
 * the item as that statement gave it back.
 */
export interface StatementCommand<Input extends object, Item extends object, Dependencies> extends Described<
  Input,
  Item,
  Dependencies
> {
  write(moment: Moment, call: CommandCall, input: Input, dependencies: Dependencies): Promise<Statement<Item>>;
}

export type Command<Input extends object, Item extends object, Dependencies> =
  TransactionCommand<Input, Item, Dependencies> | StatementCommand<Input, Item, Dependencies>;

/** Types a command by its aggregate. */
export const command = <Input extends object, Item extends object, Dependencies>(
  described: TransactionCommand<Input, Item, Dependencies>,
): TransactionCommand<Input, Item, Dependencies> => described;

export const statementCommand = <Input extends object, Item extends object, Dependencies>(
  described: StatementCommand<Input, Item, Dependencies>,
): StatementCommand<Input, Item, Dependencies> => described;
