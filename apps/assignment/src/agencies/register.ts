import type { BatchLoad } from '@tiepdan/subgraph';
import type { Agency, Officer, Succession } from './agency';

/** Batched readings of the register of bodies and officers; each is one statement for all of a request. */
export interface Register {
  readonly agencies: BatchLoad<Agency>;
  readonly officers: BatchLoad<Officer>;
  readonly heads: BatchLoad<Officer>;
  readonly predecessors: BatchLoad<Succession[]>;
  readonly successors: BatchLoad<Succession[]>;
}
