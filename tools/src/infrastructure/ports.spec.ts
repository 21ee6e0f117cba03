import { createServer, type AddressInfo } from 'node:net';
import { freePorts, isPortFree, listenOn } from './ports';

it('gives as many different ports as asked for, each free', async () => {
  const ports = await freePorts(20);

  expect(new Set(ports).size).toBe(20);
  expect(await Promise.all(ports.map(isPortFree))).toEqual(ports.map(() => true));
});

it('tells that a port is taken while somebody listens, and free again afterwards', async () => {
  const server = createServer();
  await listenOn(server, 0);
  const { port } = server.address() as AddressInfo;

  expect(await isPortFree(port)).toBe(false);
  await new Promise((closed) => server.close(closed));
  expect(await isPortFree(port)).toBe(true);
});
