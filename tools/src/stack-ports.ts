import { freePorts, isPortFree } from './infrastructure/ports';
import { forEach } from './services';

/** Everything of a system that listens, in the order of the fixed row. */
const listeners = [
  'gateway',
  'intake',
  'assignment',
  'reporting',
  'notification',
  'identityProvider',
  'smtp',
  'messages',
  'postgres',
  'kafka',
  'kafkaController',
] as const;
export type StackPorts = Record<(typeof listeners)[number], number>;

/** The gateway's port and those that follow it. Throws with one sentence when one of them is taken. */
export async function fixedPorts(gatewayPort: number): Promise<StackPorts> {
  const ports = forEach(listeners, (name) => gatewayPort + listeners.indexOf(name));
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isPortFree(port)))
      throw new Error(
        `Port ${port} (${name}) is in use: stop what uses it, or set GATEWAY_PORT to begin the row of ${listeners.length} ports elsewhere.`,
      );
  }
  return ports;
}

/** Any ports that are free at this moment, for systems that live as long as a test. */
export async function anyPorts(): Promise<StackPorts> {
  const ports = await freePorts(listeners.length);
  return forEach(listeners, (name) => ports[listeners.indexOf(name)]!);
}
