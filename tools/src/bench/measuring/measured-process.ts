import { MEASURED_CORE, pinned, type CommandLine } from './pin';

/** Node with these arguments, on the core where everything is measured. */
export const measured = (...args: string[]): CommandLine => pinned(MEASURED_CORE, { command: process.execPath, args });

/** As a gateway is deployed, whatever the machine has set. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  APOLLO_TELEMETRY_DISABLED: '1',
});
