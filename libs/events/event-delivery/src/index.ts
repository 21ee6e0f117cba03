export { type EventIn } from './event-in';
export { createAppliedVersions, type AppliedVersions } from './inbox/applied';
export { applyChunk, type Chunk, type ChunkResult } from './inbox/apply-chunk';
export { defineConsumer, type AggregateVersion, type Consumer, type RecordedIn } from './inbox/consumer';
export { createConsumerTables } from './inbox/create-consumer-tables';
export { type DeadLetterReason, type IncomingMessage } from './inbox/decode';
export { storedOffsets, type NextOffset, type TopicPartition } from './inbox/progress';
export {
  listDeadLetters,
  listParked,
  retryParked,
  rewind,
  startOver,
  type DeadLetterEntry,
  type ParkedKey,
} from './inbox/repair';
export { createOutbox, OUTBOX_APPEND_ONLY } from './outbox/create-outbox';
export { checkEvent, EVENT_BYTES_MAX, eventSql, recordEvents, type EventSql } from './outbox/record-events';
export { type Send } from './outbox/lead';
export { startRelay, type Relay, type RelayOptions } from './outbox/relay';
export { type OutgoingMessage } from './outbox/relay-session';
export { type RunSql } from './run-sql';
export { backOffMs, within } from './waiting';
