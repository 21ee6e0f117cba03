import { agencyContract } from '@tiepdan/contract-assignment';
import { defineConsumer } from '@tiepdan/event-delivery';
import { copyAgencies } from './agency.repository';

/** Keeps intake's own copy of the register of public bodies. */
export const agencyConsumer = defineConsumer({
  name: 'intake/agencies',
  contracts: [agencyContract],
  apply: copyAgencies,
});
