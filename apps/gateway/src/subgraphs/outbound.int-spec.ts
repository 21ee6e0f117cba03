import { Socket, type NetConnectOpts } from 'node:net';
import { openIdIdentity } from '../identity/identity';
import { startGateway } from '../testing/gateway';
import { AUDIENCE, makeKeys, signToken, startProvider } from '../testing/provider';
import { startSubgraph } from '../testing/subgraph';

/** Remembers where every socket of this process is connected to, however it is opened. */
function watchConnections() {
  const targets = new Set<string>();
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    const [first] = given as [NetConnectOpts | NetConnectOpts[]];
    const { host, port } = (Array.isArray(first) ? first[0] : first) as { host?: string; port?: number };
    targets.add(`${host}:${port}`);
    return connect.apply(this, given as never);
  } as typeof connect;
  return { targets, release: () => void (Socket.prototype.connect = connect) };
}

it('connects to the provider and the subgraphs it was told of, and to nothing else', async () => {
  const keys = await makeKeys();
  const [provider, intake, assignment] = await Promise.all([
    startProvider([keys]),
    startSubgraph('intake'),
    startSubgraph('assignment'),
  ]);
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
  const watched = watchConnections();

  const gateway = await startGateway({
    subgraphUrls: { intake: intake.url, assignment: assignment.url },
    identify: openIdIdentity({
      issuer: provider.url,
      audience: AUDIENCE,
      standingOf: () => undefined,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    }),
  });
  const headers = { authorization: `Bearer ${await signToken(provider.url, keys)}` };
  const { json } = await gateway.query('{ petition(id: "1") { case { number } } }', {}, headers);
  watched.release();
  await gateway.stop();
  await Promise.all([provider.stop(), intake.stop(), assignment.stop()]);

  expect(json.data.petition.case).toEqual({ number: 'VV-1' });
  const told = [provider.url, intake.url, assignment.url, gateway.url].map((url) => new URL(url).host);
  expect([...watched.targets].sort()).toEqual(told.sort());
});
