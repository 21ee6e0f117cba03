import { envelopeSchema, type Envelope } from '@tiepdan/event-contract';
import type { Consumer } from './consumer';

export interface IncomingMessage {
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
}

/** An event whose data fits its contract, or `data: null` where the consumer's contracts do not know its type. */
export type ReceivedEvent = Omit<Envelope, 'data'> & { readonly data: Record<string, unknown> | null };

/** Why a message can never be applied. */
export type DeadLetterReason = 'UNDECODABLE' | 'ENVELOPE_INVALID' | 'DATA_INVALID';

/** The largest version a PostgreSQL integer can hold. */
const VERSION_MAX = 2_147_483_647;

/** The event in a message, reduced to what is declared, or the reason why there is none. */
export function decode(
  { contracts }: Consumer,
  topic: string,
  message: IncomingMessage,
): ReceivedEvent | DeadLetterReason {
  const json = parsed(message.value);
  if (json === undefined) return 'UNDECODABLE';
  const { data: envelope } = envelopeSchema.safeParse(json);
  if (!envelope || envelope.topic !== topic || envelope.aggregateVersion > VERSION_MAX) return 'ENVELOPE_INVALID';
  // A key on a foreign partition would lose its order.
  if (message.key !== envelope.aggregateId) return 'ENVELOPE_INVALID';
  const aggregateId = envelope.aggregateId.toLowerCase();
  const types = contracts.find((contract) => contract.topic === topic)?.types ?? {};
  const schema = Object.hasOwn(types, envelope.type) ? types[envelope.type] : undefined;
  if (!schema) return { ...envelope, aggregateId, data: null };
  const { data } = schema.safeParse(envelope.data);
  return data ? { ...envelope, aggregateId, data } : 'DATA_INVALID';
}

function parsed(value: string | null): unknown {
  try {
    return JSON.parse(value ?? '');
  } catch {
    return undefined;
  }
}
