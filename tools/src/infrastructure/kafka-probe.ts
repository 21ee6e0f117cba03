import { connect } from 'node:net';
import { LOOPBACK } from './ports';

const METADATA_KEY = 3;
const METADATA_VERSION = 1;
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * How many brokers a broker says its cluster has; 0 while it does not answer. One bare metadata request, because a client
 * library would retry and complain all the while the broker boots.
 */
export const countBrokers = (port: number, host = LOOPBACK): Promise<number> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (count: number) => {
      socket.destroy();
      resolve(count);
    };
    let answer = Buffer.alloc(0);
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => settle(0));
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      // Size, correlation id, then the number of brokers: four bytes each.
      if (answer.length >= 12) settle(answer.readInt32BE(8));
    });
    socket.once('error', () => settle(0)).once('close', () => settle(0));
  });

/** Size, key, version, correlation id, no client id, an empty list of topics. */
function metadataRequest(): Buffer {
  const request = Buffer.alloc(18);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(METADATA_KEY, 4);
  request.writeInt16BE(METADATA_VERSION, 6);
  request.writeInt32BE(1, 8);
  request.writeInt16BE(-1, 12);
  request.writeInt32BE(0, 14);
  return request;
}
