import { Pool } from 'undici';
import type { BenchQuery } from '../gateway/gateway-graph';
import { postQuery } from './post-query';

export interface Target {
  /** `POST /graphql` below this address. */
  readonly origin: string;
  readonly token: string;
}

export interface Load {
  /** Asks as fast as the answers come, on as many connections as the query says; resolves with the number of answers. */
  run(query: BenchQuery, durationMs: number): Promise<number>;
  /** One answer as it came. */
  ask(query: BenchQuery): Promise<string>;
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 16;

/** Rejects at the first answer that is not the expected one, as a gateway that fails quickly would look fast. */
export function createLoad({ origin, token }: Target): Load {
  const pool = new Pool(origin, { connections: CONNECTIONS_MAX, pipelining: 1 });
  let requests = 0;
  const ask = async (query: BenchQuery): Promise<string> => {
    requests += 1;
    const { status, text } = await postQuery(pool, token, query.query, query.variables(requests));
    if (status !== 200 || !text.startsWith('{"data":{'))
      throw new Error(`${origin} answered ${status}: ${text.slice(0, 300)}`);
    return text;
  };
  return {
    ask,
    async run(query, durationMs) {
      const end = performance.now() + durationMs;
      const expected = (await ask(query)).length;
      let answers = 1;
      const askUntilEnd = async () => {
        while (performance.now() < end) {
          if ((await ask(query)).length !== expected) throw new Error(`${origin} gave another answer under load.`);
          answers += 1;
        }
      };
      await Promise.all(Array.from({ length: query.connections }, askUntilEnd));
      return answers;
    },
    close: () => pool.close(),
  };
}
