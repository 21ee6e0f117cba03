export { computeDeadline, daysLeft, dueDay, type Deadline } from './deadline';
export type { ClockInputs, DeadlineQuestion, Pause } from './deadline-question';
export type { DeadlineStep } from './deadline-steps';
export {
  replay,
  type PastClock,
  type Replay,
  type ReplayedClock,
  type ReplayQuestion,
  type UnansweredClock,
} from './replay';
