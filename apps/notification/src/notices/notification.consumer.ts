import { agencyContract, calendarContract, caseContract, directiveContract } from '@tiepdan/contract-assignment';
import { disclosureContract } from '@tiepdan/contract-intake';
import { defineConsumer } from '@tiepdan/event-delivery';
import { rememberAgencies } from '../agencies/agency.repository';
import { announceAcceptance } from './announce-case';
import { announceDirective } from './announce-directive';
import { announceDisclosure } from './announce-disclosure';
import { announceMovedDeadlines } from './announce-moved-deadlines';
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
    const notices = events.flatMap((event) => {
      if (event.type === 'CaseAccepted') return [announceAcceptance(event)];
      if (event.type === 'DeadlinesMoved') return [announceMovedDeadlines(event)];
      if (event.type === 'DisclosureApproved') return announceDisclosure(event);
      if (event.type === 'DirectiveImported') return announceDirective(event);
      return [];
    });
    await insertNotices(client, notices);
  },
});
