import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';

/* The gateway library as it comes, behind the plainest HTTP server. Arguments: port, supergraph file. */
const [port, supergraph] = process.argv.slice(2);

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(supergraph!, 'utf8') });
const apollo = new ApolloServer({ gateway, stopOnTerminationSignals: false });
await apollo.start();

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    void apollo
      .executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body },
        context: () => Promise.resolve({}),
      })
      .then((answer) => {
        for (const [name, value] of answer.headers) response.setHeader(name, value);
        response.writeHead(answer.status ?? 200);
        response.end(answer.body.kind === 'complete' ? answer.body.string : '');
      });
  });
}).listen(Number(port), '127.0.0.1');
