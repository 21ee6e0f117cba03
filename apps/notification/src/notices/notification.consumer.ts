import { agencyContract, calendarContract, caseContract, directiveContract } from '@tiepdan/contract-assignment';
import { disclosureContract } from '@tiepdan/contract-intake';
import { defineConsumer } from '@tiepdan/event-delivery';
import { rememberAgencies } from '../agencies/agency.repository';
import { announce } from './announce';
import { insertNotices } from './notice.repository';

/** Makes pending notices out of what happened. Nothing is sent here: a message cannot be rolled back. */
export const notificationConsumer = defineConsumer({
  name: 'notification/announce',
  contracts: [caseContract, directiveContract, agencyContract, calendarContract, disclosureContract],
  async apply(client, events) {
    await rememberAgencies(
      client,
      events.filter((event) => event.type === 'AgencyRegistered'),
    );
    await insertNotices(
      client,
      events.flatMap((event) => (event.type === 'AgencyRegistered' ? [] : announce(event))),
    );
  },
});
