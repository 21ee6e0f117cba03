import type { GraphQLSchema } from 'graphql';
import type { Principal } from '@tiepdan/access';
import { migrate, openDatabase, type Database, type DatabaseOptions } from '@tiepdan/database';
import type { OnStop } from '@tiepdan/service-runtime';
import { openReader, openStandingBook, type Reader, type RegisterReader, type StandingBook } from '@tiepdan/standing';
import { countStatements } from '@tiepdan/testkit';
import { asking, type Ask } from './ask';

/** What the graph of a service is composed of. */
export interface WorldParts extends Database {
  readonly reader: Reader;
  readonly standing: StandingBook;
  readonly now: () => Date;
  readonly onStop: OnStop;
}

interface Composed {
  readonly schema: GraphQLSchema;
}

export interface WorldOptions<Made extends Composed> {
  /** An empty database; dropped in the end where that is left to the world. */
  readonly at: { readonly url: string; readonly drop?: () => Promise<void> };
  readonly database: (url: string) => DatabaseOptions;
  /** How the service reads the register; by default the copy that it keeps of events. */
  readonly register?: RegisterReader;
  readonly now: () => Date;
  /** Asks where a question names nobody else. */
  readonly caller: Principal;
  /** Fills the migrated database and composes the graph as `main` does. What it makes beside the graph is part of the world. */
  compose(parts: WorldParts): Promise<Made>;
}

/** A service on a database of its own, without server and broker. */
export interface ServiceWorld extends WorldParts, Composed {
  readonly ask: Ask;
  /** Statements sent to the database while something is done. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly string[]>;
  /** Ends what was opened, in reverse order. */
  close(): Promise<void>;
}

export async function openServiceWorld<Made extends Composed>(
  options: WorldOptions<Made>,
): Promise<ServiceWorld & Made> {
  const { at, now, register, caller } = options;
  const stops: (() => unknown)[] = at.drop ? [at.drop] : [];
  const onStop: OnStop = (_, stop) => void stops.push(stop);
  const database = options.database(at.url);
  await migrate(database);
  const opened = await openDatabase(database, onStop);
  const { pool, readerPool } = opened;
  const standing = openStandingBook(pool, now, register);
  const parts: WorldParts = { ...opened, reader: openReader(readerPool), standing, now, onStop };
  const made = await options.compose(parts);
  return {
    ...parts,
    ...made,
    ask: asking(made.schema, caller),
    async statementsOf(work) {
      const counter = countStatements(pool, readerPool);
      await work().finally(() => counter.stop());
      return counter.statements;
    },
    async close() {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}
