import type { Queryable } from '@tiepdan/database';
import type { EventContract } from '@tiepdan/event-contract';
import type { z } from 'zod';
import type { EventIn } from '../event-in';

/** Largest payload of one event; Kafka takes 1 MiB for a whole batch of one partition. */
export const EVENT_BYTES_MAX = 256 * 1024;

/**
 * The payload as JSON, exactly as its contract declares it. Throws, so that the transaction rolls back, when the topic or
 * type is not declared, a field is missing, wrong or undeclared, or the payload is larger than `EVENT_BYTES_MAX`.
 * The message names fields, never values.
 */
export function checkEvent<C extends EventContract>(contracts: readonly C[], event: NoInfer<EventIn<C>>): string {
  const { topic, type, data } = event as { topic: string; type: string; data: unknown };
  const schema = contracts.find((contract) => contract.topic === topic)?.types[type];
  if (!schema) throw new Error(`${topic} declares no event ${type}`);
  const checked = strict(schema).safeParse(data);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`);
    throw new Error(`${topic} ${type} does not fit its contract: ${faults.join(', ')}`);
  }
  const payload = JSON.stringify(checked.data);
  if (Buffer.byteLength(payload) > EVENT_BYTES_MAX) throw new Error(`${topic} ${type} is larger than an event may be`);
  return payload;
}

const strictSchemas = new WeakMap<z.ZodObject, z.ZodObject>();

function strict(schema: z.ZodObject): z.ZodObject {
  const known = strictSchemas.get(schema) ?? schema.strict();
  strictSchemas.set(schema, known);
  return known;
}

/**
 * Writes events beside the change they tell of, in one statement, in the order given; all of them or none.
 * The transaction must have locked or inserted the aggregates before: positions drawn earlier could pass each other.
 * Fails with SQLSTATE 23505 when a version of an aggregate was recorded before.
 */
export async function recordEvents<C extends EventContract>(
  client: Queryable,
  contracts: readonly C[],
  events: readonly NoInfer<EventIn<C>>[],
  occurredAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  const payloads = events.map((event) => checkEvent(contracts, event));
  await client.query({
    name: 'record-events',
    text: `
      with recorded as (
        insert into event (topic, aggregate_id, aggregate_version, type, occurred_at, payload)
        select topic, id, version, type, $6, payload::jsonb
        from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::text[])
          with ordinality as told (topic, id, version, type, payload, place)
        order by place
        returning position)
      insert into event_to_send (position) select position from recorded`,
    values: [
      events.map((event) => event.topic),
      events.map((event) => event.aggregateId),
      events.map((event) => event.aggregateVersion),
      events.map((event) => event.type),
      payloads,
      occurredAt,
    ],
  });
}

/** SQL expressions (parameters such as `$7::jsonb`, or columns of `from`), never values. */
export interface EventSql {
  /** The CTE that inserts or updates the aggregate and returns it. */
  readonly from: string;
  readonly topic: string;
  readonly type: string;
  readonly occurredAt: string;
  /** From `checkEvent`, as jsonb. */
  readonly payload: string;
  /** Defaults to `id`. */
  readonly id?: string;
  /** Defaults to `version`. */
  readonly version?: string;
}

/**
 * Two CTEs, `recorded` and `to_send`, for a hot command that writes aggregate and event in one round trip:
 *
 * ```ts
 * const sql = `
 *   with written as (
 *     insert into visit (id, version, arrived_at) values ($1, 1, $2) returning id, version),
 *   ${eventSql({ from: 'written', topic: '$3', type: '$4', occurredAt: '$2', payload: '$5::jsonb' })}
 *   select id, version from written`;
 * ```
 *
 * Reading from the aggregate's CTE is what draws the position after the aggregate's row lock, so that versions and
 * positions rise together.
 */
export const eventSql = (event: EventSql): string => `
  recorded as (
    insert into event (topic, aggregate_id, aggregate_version, type, occurred_at, payload)
    select ${event.topic}, ${event.id ?? 'id'}, ${event.version ?? 'version'}, ${event.type}, ${event.occurredAt}, ${event.payload}
    from ${event.from}
    returning position),
  to_send as (insert into event_to_send (position) select position from recorded)`;
