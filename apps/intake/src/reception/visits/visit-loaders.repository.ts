import type { BatchLoad } from '@tiepdan/subgraph';
import type { LoadForCaller } from '../../reach/load-for-caller.repository';
import type { Visit } from './visit';
import { visitsByIds } from './visit.repository';

export interface VisitLoaders {
  readonly visits: BatchLoad<Visit>;
}

export const visitLoaders = (load: LoadForCaller): VisitLoaders => ({ visits: load('readVisit', visitsByIds) });
