import type { AccessBook, Reach } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/intake';
import type { Queryable } from '@tiepdan/database';
import type { Reader } from '@tiepdan/standing';
import type { BatchLoad, SubgraphContext } from '@tiepdan/subgraph';

type Read<Found> = (client: Queryable, ids: readonly string[], reach: Reach) => Promise<ReadonlyMap<string, Found>>;

/** Makes a loader of a reading: each request reads what the reach of its caller holds, one statement for each kind. */
export type LoadForCaller = <Found>(operation: Operation, read: Read<Found>) => BatchLoad<Found>;

export const loadForCaller =
  ({ reader, standing }: { readonly reader: Reader; readonly standing: AccessBook }): LoadForCaller =>
  (operation, read) =>
  async (ids, context: SubgraphContext) => {
    const reach = (await context.access(standing)).reach(operation);
    return read(reader.within(reach), ids, reach);
  };
