import { isInForce, type Day, type Evidenced, type PetitionKind, type Validity } from '@tiepdan/dated-table';
import type { TimerEnd, TimerStart } from '@tiepdan/law';
import type { GuardName } from '@tiepdan/workflow-guards';
import type { Outcome } from './outcome';
import type { CaseStage } from './stages';

/** A line of a table: where it stands, what it is called, what it rests on. */
export interface Entry extends Validity, Evidenced {
  readonly at: string;
  /** In Vietnamese. */
  readonly label: string;
  readonly labelEn: string;
  readonly legalBasis: string;
}

export interface State extends Entry {
  readonly code: string;
  /** Machines that name the state themselves; those that include one of them have it too. */
  readonly machines: readonly string[];
  /** Null for states of reception and of tasks, which are no cases. */
  readonly stage: CaseStage | null;
  /** Settlement is over: what ran before stops, and only what the last step itself started may still run. */
  readonly over: boolean;
  /** Nothing leads on. */
  readonly final: boolean;
  readonly outcome: Outcome | null;
}

/** What a row says of clocks: events that the table of timers knows, and rules by their keys. */
export interface TimerReferences<Event extends TimerStart | TimerEnd> {
  readonly events: readonly Event[];
  readonly rules: readonly string[];
}

export interface Transition extends Entry {
  readonly action: string;
  readonly machines: readonly string[];
  readonly kinds: readonly PetitionKind[];
  /** Empty: it opens the matter. */
  readonly from: readonly string[];
  /** All must hold. */
  readonly guards: readonly GuardName[];
  /** Null: the state stays. `PREVIOUS`: back to where the matter was before. */
  readonly to: string | null;
  /** Roles of the access policy, or `system`. */
  readonly actors: readonly string[];
  /** Mutation of the graph that takes the step; null where none does yet. */
  readonly command: string | null;
  /** Codes of the catalogue of forms. */
  readonly documents: readonly string[];
  readonly starts: TimerReferences<TimerStart>;
  readonly meets: TimerReferences<TimerEnd>;
  /** Who is told. */
  readonly told: readonly string[];
  /** Who must be told by law. */
  readonly mustTell: readonly string[];
}

export const PREVIOUS = '@previous';

/** A procedure with everything it includes: states and rows that hold for it, of all times. */
export interface Machine extends Entry {
  readonly code: string;
  readonly includes: readonly string[];
  readonly initial: string;
  readonly kinds: readonly PetitionKind[];
  /** Settlements it is for, `*` or numbers (3 and 4: of a disciplinary complaint); none: no case goes through it. */
  readonly instances: readonly string[];
  readonly states: readonly State[];
  readonly transitions: readonly Transition[];
}

/** @throws Error when the machine has no such state: it was stored under other tables */
export function stateOf(machine: Machine, code: string): State {
  const found = machine.states.findLast((state) => state.code === code);
  if (!found) throw new Error(`${machine.code} has no state ${code}`);
  return found;
}

/** Rows in force on a day: for a kind, or of every kind. */
export const rowsOn = ({ transitions }: Machine, on: Day, kind?: PetitionKind): readonly Transition[] =>
  transitions.filter((row) => isInForce(row, on) && (kind === undefined || row.kinds.includes(kind)));

/** Where a matter may have come from when it is in a state. */
export const statesBefore = (rows: readonly Transition[], state: string): readonly string[] =>
  rows.filter(({ to }) => to === state).flatMap(({ from }) => from);

/** Where a row may lead from a state. */
export const statesAfter = (rows: readonly Transition[], { to }: Transition, state: string): readonly string[] =>
  to === null ? [state] : to === PREVIOUS ? statesBefore(rows, state) : [to];
