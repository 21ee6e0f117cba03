import { createServer, type AddressInfo, type Server } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** As many different ports as asked for, free at this moment. All are held open until the last is known. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => listenOn(server, 0)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

/** Whether a server could listen on this port of this machine now. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  const isFree = await listenOn(server, port).then(
    () => true,
    () => false,
  );
  if (isFree) await close(server);
  return isFree;
}

/** Listens on this machine only. Port 0 stands for any that is free. */
export const listenOn = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });

const close = (server: Server): Promise<void> => new Promise((closed) => server.close(() => closed()));
