export { computeDeadline, daysLeft, dueDay, type Deadline } from './deadline';
export { extensionsAllowed } from './deadline-question';
export type { ClockInputs, DeadlineQuestion, Pause } from './deadline-question';
export type { DeadlineStep } from './deadline-steps';
export {
  lastDayItRan,
  replay,
  type PastClock,
  type Replay,
  type ReplayedClock,
  type ReplayQuestion,
  type UnansweredClock,
} from './replay';
