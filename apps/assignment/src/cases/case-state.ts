import {
  machineFor,
  stateOf,
  type CaseStage,
  type Machine,
  type State,
  type Workflows,
  type Transition,
} from '@tiepdan/workflow';
import type { Law } from '@tiepdan/law';
import type { PetitionKind } from '@tiepdan/dated-table';
import type { Case } from './case';
import { rulesMetBy } from '../clocks/clocks';

type Placed = Pick<Case, 'kind' | 'instance' | 'state'>;

/** The procedure a case goes through. */
export const machineOf = (workflow: Workflows, { kind, instance }: Omit<Placed, 'state'>): Machine =>
  machineFor(workflow, kind, instance);

/** Where a case stands, with what the tables say of that state. */
export const stateOfCase = (workflow: Workflows, found: Placed): State =>
  stateOf(machineOf(workflow, found), found.state);

/** @throws Error for a state of something that is no case */
export function stageOf({ code, stage }: State): CaseStage {
  if (stage === null) throw new Error(`${code} is no state of a case`);
  return stage;
}

/** Rules whose duty a step fulfils. */
export const rulesMetByStep = (law: Law, kind: PetitionKind, { meets }: Transition): readonly string[] => [
  ...new Set([...rulesMetBy(law, kind, meets.events), ...meets.rules]),
];
