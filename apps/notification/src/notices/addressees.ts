import type { NewNotice } from './notice';

/** One recipient of a notice: kind of reader, way, and the body and officer it is for or, for a citizen, in whose name it goes. */
export type Addressee = Pick<NewNotice, 'audience' | 'channel' | 'agencyId'> &
  Partial<Pick<NewNotice, 'officerId' | 'recipientText'>>;

/** The person behind the petition, in the name of the accountable body. */
export const petitioner = (data: {
  readonly agencyId: string;
  readonly replyChannel: 'EMAIL' | 'LETTER';
}): readonly Addressee[] => [{ audience: 'petitioner', channel: data.replyChannel, agencyId: data.agencyId }];

/** The officer who handles the matters; the head of the body where none does. */
export const handler = ({
  agencyId,
  officerId,
}: {
  readonly agencyId: string;
  readonly officerId: string | null;
}): readonly Addressee[] => [
  { audience: officerId === null ? 'agency-head' : 'officer', channel: 'IN_APP', agencyId, officerId },
];

/** Each officer who watches over openings of identities. */
export const overseers = ({
  receivingAgencyId,
  overseerIds,
}: {
  readonly receivingAgencyId: string;
  readonly overseerIds: readonly string[];
}): readonly Addressee[] =>
  overseerIds.map((officerId) => ({ audience: 'overseer', channel: 'IN_APP', agencyId: receivingAgencyId, officerId }));

/** Each line under "Nơi nhận": a group is one recipient, as it is printed. */
export const printedRecipients = ({
  recipients,
}: {
  readonly recipients: readonly { readonly text: string; readonly agencyId: string | null }[];
}): readonly Addressee[] =>
  recipients.map(({ text, agencyId }) => ({
    audience: 'recipient',
    channel: 'LETTER',
    agencyId,
    recipientText: text,
  }));
