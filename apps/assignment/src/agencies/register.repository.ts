import { validate as isUuid } from 'uuid';
import type { BatchLoad } from '@tiepdan/subgraph';
import type { Queryable } from '@tiepdan/database';
import { agenciesByIds, headsOfAgencies, officersByIds, predecessorsOf, successorsOf } from './agency.repository';
import type { Register } from './register';

/** A batched reading; ids that cannot be ours are left out, for PostgreSQL would refuse the whole batch. */
export const batched =
  <Found>(
    pool: Queryable,
    read: (client: Queryable, ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  ): BatchLoad<Found> =>
  (ids) =>
    read(
      pool,
      ids.filter((id) => isUuid(id)),
    );

export const registerOf = (pool: Queryable): Register => ({
  agencies: batched(pool, agenciesByIds),
  officers: batched(pool, officersByIds),
  heads: batched(pool, headsOfAgencies),
  predecessors: batched(pool, predecessorsOf),
  successors: batched(pool, successorsOf),
});
