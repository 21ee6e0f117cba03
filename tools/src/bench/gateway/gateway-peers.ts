import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentDirectory } from '../../workspace';

/** Other gateways in Node for the same graphs. They are large, so they are installed only to be measured, beside the project. */
const PACKAGES = ['@graphql-hive/gateway@2.15.1', '@graphql-hive/router-runtime@1.4.23', 'graphql@16.15.0'];

export const peerNames = ['hive', 'hiveRouter'] as const;
export type PeerName = (typeof peerNames)[number];

const configs: Record<PeerName, string> = {
  hive: `export const gatewayConfig = { landingPage: false, logging: 'error' };\n`,
  hiveRouter: `import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
export const gatewayConfig = { landingPage: false, logging: 'error', unifiedGraphHandler };\n`,
};

/** Arguments to Node that start a peer on a port over a supergraph file. */
export type StartPeer = (name: PeerName, supergraph: string, port: number) => readonly string[];

/** Installs what is not there yet; needs the package registry then, and runs none of the packages' scripts. */
export async function installPeers(): Promise<StartPeer> {
  const directory = join(developmentDirectory(), 'bench-peers');
  const program = join(directory, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
  await mkdir(directory, { recursive: true });
  if (!existsSync(program)) {
    await writeFile(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n');
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES], {
      cwd: directory,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The other gateways could not be installed.');
  }
  const configOf = (name: PeerName): string => join(directory, `${name}.config.mjs`);
  for (const name of peerNames) await writeFile(configOf(name), configs[name]);
  return (name, supergraph, port) => [
    program,
    'supergraph',
    supergraph,
    ...['--port', String(port), '--host', '127.0.0.1', '--fork', '1', '--config-path', configOf(name)],
  ];
}
