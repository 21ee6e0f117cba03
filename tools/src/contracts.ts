import {
  agencyContract,
  calendarContract,
  caseContract,
  directiveContract,
  officerContract,
} from '@tiepdan/contract-assignment';
import { disclosureContract, petitionContract, visitContract } from '@tiepdan/contract-intake';
import { noticeContract } from '@tiepdan/contract-notification';
import type { EventContract } from '@tiepdan/event-contract';

/** Every promise about events, by the name listeners import it under. */
export const contracts: Readonly<Record<string, EventContract>> = {
  petitionContract,
  visitContract,
  disclosureContract,
  caseContract,
  directiveContract,
  officerContract,
  agencyContract,
  calendarContract,
  noticeContract,
};

/** Service that publishes a topic: the first part of its name. */
export const producerOf = ({ topic }: EventContract): string => topic.split('.')[0] ?? topic;
