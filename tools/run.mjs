// Way into every npm script. Runs on any Node from 18 on, so that a machine with an older Node needs nothing but npm:
// installs what package-lock.json names, then hands the command over to the pinned Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_MAJOR = 24;
const REPEATED_SIGNAL_MS = 500;

const [command, ...args] = process.argv.slice(2);
if (!command || !/^[a-z-]+$/.test(command)) fail('Usage: node tools/run.mjs <command> [arguments]');
if (isInstallDue()) install();
const entry = join(root, 'tools', 'src', 'commands', `${command}.ts`);
if (!existsSync(entry)) fail(`There is no command "${command}": see tools/src/commands.`);
handOver(nodeToUse());

function isInstallDue() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  console.error('Installing what package-lock.json names (npm ci) …');
  const npm = process.env.npm_execpath;
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (status !== 0) fail('npm ci did not succeed; see above.');
}

function nodeToUse() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const bin = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin');
  const pinned = [join(bin, 'node'), join(bin, 'node.exe')].find(existsSync);
  return (
    pinned ??
    fail(
      `Please use Node ${NODE_MAJOR}: this is Node ${process.versions.node}, and npm carries no Node for this machine.`,
    )
  );
}

function handOver(node) {
  const nodeArgs = [
    '--conditions=@tiepdan/source',
    '--disable-warning=ExperimentalWarning',
    '--import',
    'tsx',
    entry,
    ...args,
  ];
  const child = spawn(node, nodeArgs, {
    cwd: root,
    // In a process group of its own, a Ctrl-C reaches the command once, through this wrapper, and not a second time from
    // the terminal. The channel tells the command when this wrapper is gone, however it ended.
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
  });
  // npm passes a signal on to a process that the terminal has already told, so the same one comes twice.
  let lastSignalAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const isRepeated = Date.now() - lastSignalAt < REPEATED_SIGNAL_MS;
      lastSignalAt = Date.now();
      if (!isRepeated) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`Could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
