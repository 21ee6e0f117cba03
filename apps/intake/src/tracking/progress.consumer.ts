import { caseContract } from '@tiepdan/contract-assignment';
import { defineConsumer } from '@tiepdan/event-delivery';
import { keepSteps } from './progress.repository';

/** Keeps what became of petitions, to tell whoever follows one by its receipt. */
export const progressConsumer = defineConsumer({
  name: 'intake/progress',
  contracts: [caseContract],
  apply: keepSteps,
});
