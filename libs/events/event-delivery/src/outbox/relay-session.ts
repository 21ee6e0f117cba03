import { Client, type Pool } from 'pg';
import { locks } from './locks';

/** One message for Kafka: `key` is the aggregate id, `value` the envelope as JSON. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
}

export interface UnsentEvent {
  readonly position: string;
  readonly message: OutgoingMessage;
}

/**
 * The one database session a relay works on. The advisory lock lives in it, so that a relay that lost its session can
 * neither read nor delete. Statements are sent one at a time.
 */
export interface RelaySession {
  /** The new epoch, or null while another relay lives. */
  tryLock(): Promise<number | null>;
  /** The lowest unsent positions that are not in `inFlight`, at most `limit`. */
  lowestUnsent(limit: number, inFlight: readonly string[]): Promise<UnsentEvent[]>;
  /** Throws when another relay took over. */
  forget(positions: readonly string[]): Promise<void>;
  /** Keeps the session from being ended as idle. Throws when it was. */
  touch(): Promise<void>;
  close(): Promise<void>;
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

// The envelope is put together as text where the payload lives: Node parses and builds no JSON.
const LOWEST_UNSENT = `
  select position, topic, aggregate_id,
    '{"position":' || position || ',"topic":' || to_json(topic) || ',"type":' || to_json(type) ||
    ',"aggregateId":"' || aggregate_id || '","aggregateVersion":' || aggregate_version ||
    ',"occurredAt":"' || to_char(occurred_at at time zone 'UTC', ${INSTANT}) ||
    '","recordedAt":"' || to_char(recorded_at at time zone 'UTC', ${INSTANT}) ||
    '","data":' || payload::text || '}'
  from event
  where position = any(array(
    select position from (select position from event_to_send order by position limit $1) lowest
    except select unnest($2::bigint[])))
  order by position`;

export async function openRelaySession(pool: Pool): Promise<RelaySession> {
  // A client of its own: the server ends the session of a frozen process, which must not be one of the pool's.
  const client = new Client({
    ...connectionOf(pool),
    application_name: 'relay',
    query_timeout: 6_000,
    keepAlive: true,
  });
  // A lost session shows at the next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`set idle_session_timeout = '10s'; set statement_timeout = '5s'`);
  let epoch = 0;

  return {
    async tryLock() {
      const lock = await client.query<{ won: boolean }>('select pg_try_advisory_lock($1) as won', [locks.relay]);
      if (!lock.rows[0]?.won) return null;
      const { rows } = await client.query<{ epoch: string }>(
        'update relay_epoch set epoch = epoch + 1 returning epoch',
      );
      epoch = Number(rows[0]?.epoch);
      return epoch;
    },
    async lowestUnsent(limit, inFlight) {
      const values = [limit + inFlight.length, inFlight];
      const { rows } = await client.query<[string, string, string, string]>({
        name: 'lowest-unsent',
        text: LOWEST_UNSENT,
        values,
        rowMode: 'array',
      });
      return rows.map(([position, topic, key, value]) => ({ position, message: { topic, key, value } }));
    },
    async forget(positions) {
      const { rowCount } = await client.query({
        name: 'forget-sent',
        text: 'delete from event_to_send where position = any($1::bigint[]) and $2 = (select epoch from relay_epoch)',
        values: [positions, epoch],
      });
      if (rowCount === 0) throw new Error('another relay took over');
    },
    touch: () => client.query('select 1').then(() => undefined),
    close: () => client.end(),
  };
}

/** The pool keeps its password out of enumeration, so a plain copy of its options would lose it. */
const connectionOf = ({ options }: Pool) => ({ ...options, password: options.password });
