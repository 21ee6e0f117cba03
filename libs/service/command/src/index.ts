export type { Aggregate, WrittenVersion } from './aggregate';
export { checkCall, COMMON_REFUSALS } from './check-call';
export {
  command,
  statementCommand,
  type Command,
  type Moment,
  type Outcome,
  type Scope,
  type Statement,
  type StatementCommand,
} from './command';
export { runCommand, type Asking, type CommandDependencies } from './run-command';
