export { computeDeadline, daysLeft, dueDay, type Deadline, type DeadlineQuestion } from './deadline';
export type { DeadlineStep } from './deadline-steps';
