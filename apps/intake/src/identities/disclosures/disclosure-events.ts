import { disclosureContract, type DisclosureEvent } from '@tiepdan/contract-intake';
import type { Petition } from '../../petitions/petition';
import type { Disclosure } from './disclosure';

const headingOf = ({ id, version }: Disclosure) => ({
  topic: disclosureContract.topic,
  aggregateId: id,
  aggregateVersion: version,
});

export const disclosureRequested = (
  disclosure: Disclosure,
  { receivingAgencyId }: Pick<Petition, 'receivingAgencyId'>,
): DisclosureEvent => ({
  ...headingOf(disclosure),
  type: 'DisclosureRequested',
  data: { petitionId: disclosure.petitionId, receivingAgencyId, requestedById: disclosure.requestedById },
});

/** Names those who watch over openings, so that they learn of it. */
export const disclosureApproved = (
  disclosure: Disclosure,
  { id, number, receivingAgencyId }: Pick<Petition, 'id' | 'number' | 'receivingAgencyId'>,
  overseerIds: readonly string[],
): DisclosureEvent => ({
  ...headingOf(disclosure),
  type: 'DisclosureApproved',
  data: {
    petitionId: id,
    petitionNumber: number,
    receivingAgencyId,
    requestedById: disclosure.requestedById,
    approvedById: disclosure.approvedById!,
    openUntil: disclosure.openUntil!.toISOString(),
    overseerIds: [...overseerIds],
  },
});
