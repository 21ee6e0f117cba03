import { connect } from 'node:net';
import { LOOPBACK } from '../../infrastructure/ports';
import { couldNotStart, type StartedProcess } from '../../infrastructure/processes';
import { waitUntil } from '../../infrastructure/wait-until';

const START_TIMEOUT_MS = 20_000;

/** Throws with the last words of a process that does not come up. */
export async function untilListening(started: StartedProcess, port: number): Promise<void> {
  const isUp = await waitUntil(() => accepts(port), {
    timeoutMs: START_TIMEOUT_MS,
    isHopeless: () => !started.isRunning(),
  });
  if (!isUp) throw couldNotStart(started, 'it accepts no connection.');
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
