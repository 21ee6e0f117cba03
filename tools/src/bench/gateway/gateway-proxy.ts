import { createServer } from 'node:http';
import { Pool } from 'undici';

/* The least any gateway in Node has to do: bytes in, bytes out. Arguments: port, address of a subgraph. */
const [port, subgraph] = process.argv.slice(2);
const { origin, pathname } = new URL(subgraph!);
const pool = new Pool(origin, { connections: 48, pipelining: 1 });

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = { 'content-type': 'application/json' };
    void pool
      .request({ method: 'POST', path: pathname, headers, body: Buffer.concat(chunks) })
      .then(async ({ statusCode, body }) => {
        const answer = Buffer.from(await body.arrayBuffer());
        response.writeHead(statusCode, { 'content-type': 'application/json', 'content-length': answer.length });
        response.end(answer);
      });
  });
}).listen(Number(port), '127.0.0.1');
