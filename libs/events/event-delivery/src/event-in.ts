import type { EventContract, EventOf } from '@tiepdan/event-contract';

/** Any event of these contracts. */
export type EventIn<C extends EventContract> = C extends EventContract ? EventOf<C> : never;
