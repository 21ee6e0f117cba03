import { command, type Aggregate, type CommandDependencies } from '@tiepdan/command';
import { noticeContract } from '@tiepdan/contract-notification';
import { checkAcknowledgement, noticeAcknowledged, noticeUnknown, versionChanged } from './acknowledge-notice';
import { accessObjectOf, type Notice } from './notice';
import { acknowledge } from './notice.repository';
import { noticesByIds } from './read-notices.repository';

/** Who may acknowledge need not be who may read: only what the caller may acknowledge is there for them. */
const notices: Aggregate<Notice> = {
  type: 'Notice',
  contracts: [noticeContract],
  reads: 'acknowledgeNotice',
  find: noticesByIds,
  idOf: ({ id }) => id,
  versionOf: ({ version }) => version,
  accessObjectOf,
  unknown: noticeUnknown,
  versionChanged,
};

export const acknowledgeNotice = command<
  { readonly notice: string; readonly expectedVersion: number },
  Notice,
  CommandDependencies
>({
  operation: 'acknowledgeNotice',
  of: notices,
  refuses: ['ALREADY_ACKNOWLEDGED', 'NOTICE_UNKNOWN', 'VERSION_CHANGED'],
  async work({ client, at, locked }, input) {
    const found = await locked(input.notice, input.expectedVersion, checkAcknowledgement);
    const item = await acknowledge(client, found.id, at);
    return { item, events: [noticeAcknowledged(item, at)] };
  },
});
