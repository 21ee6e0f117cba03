import type { CommandDependencies } from '@tiepdan/command';
import type { Law } from '@tiepdan/law';
import type { KeyKeeper } from '@tiepdan/sealing';
import type { Workflows } from '@tiepdan/workflow';
import type { Reader } from '@tiepdan/standing';
import type { Receipts } from './receipts/receipts';
import type { GuessLimiter } from './tracking/guess-limiter';
import type { Vault } from './identities/vault/vault.repository';

/** What the ways in of this service may touch. */
export interface Dependencies extends CommandDependencies {
  /** What is read for a caller is read through it. */
  readonly reader: Reader;
  readonly law: Law;
  /** Holds the keys that people are sealed under. */
  readonly keeper: KeyKeeper;
  /** Where denouncers are kept. */
  readonly vault: Vault;
  /** What citizens are handed, and follow their petitions by. */
  readonly receipts: Receipts;
  /** Keeps whoever tries out codes of receipts from going on. */
  readonly guesses: GuessLimiter;
  /** Procedures, in the words that citizens read. */
  readonly workflows: Workflows;
  readonly newId: () => string;
}
