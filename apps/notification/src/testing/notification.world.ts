import { openServiceWorld, type ServiceWorld, type WorldOptions } from '@tiepdan/service-world';
import { notificationDatabase } from '../database/database';
import { agencyId } from '../notices/notice.examples';
import { notificationSubgraph } from '../subgraph';

/** The service on a database of its own. By default the reception board of the examples asks, now. */
export const openNotificationWorld = (
  at: WorldOptions<ServiceWorld>['at'],
  now: () => Date = () => new Date(),
): Promise<ServiceWorld> =>
  openServiceWorld({
    at,
    database: notificationDatabase,
    now,
    caller: { id: 'officer-1', agencyId, roles: ['reception-board'] },
    compose: ({ pool, reader, standing }) =>
      notificationSubgraph({ pool, reader, standing, now, wakeRelay: () => undefined }),
  });
