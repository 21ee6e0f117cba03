export type { Facts } from './facts';
export { guardExamples, type GuardExample } from './guard-examples';
export { guards, isGuardName, type GuardName } from './guards';
