export {
  pauseRuleFor,
  lawChangesCrossed,
  type ClockChanges,
  type ExtensionRule,
  type PauseGround,
  type PauseRule,
  type LawChange,
} from './clock-changes';
export type { ConventionCode, Conventions } from './conventions';
export { loadLaw, type Law } from './law';
export { otherRules } from './other-rules';
export { ruleInForce, ruleVersionsAround, type CountUnit, type Rule, type Rules, type RuleVersions } from './rules';
export { timersMetBy, timersStartedBy, type ClockStart, type Timer, type TimerEnd, type TimerQuestion, type TimerStart } from './timers'; // prettier-ignore
