import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@tiepdan/testkit';
import { endLeftovers, startOf } from './leftovers';
import { couldNotStart, createProcesses, type Processes } from './processes';

const directory = mkdtempSync(join(tmpdir(), 'tiepdan-processes-'));
const journal = join(directory, 'journal');
afterAll(() => rmSync(directory, { recursive: true }));

const node = (processes: Processes, name: string, script: string) =>
  processes.start({
    name,
    command: process.execPath,
    args: ['-e', `const { appendFileSync } = require('node:fs'); ${script}`],
  });
const write = (word: string) => `appendFileSync(${JSON.stringify(journal)}, '${word} ');`;
const STAY = 'setInterval(() => undefined, 1_000);';
const written = () => readFileSync(journal, { encoding: 'utf8', flag: 'a+' }).trim().split(' ');
const isAlive = (pid: number) => startOf(pid) !== null;

beforeEach(() => rmSync(journal, { force: true }));

it('stops the youngest process first, and each one only after the one before has ended', async () => {
  const processes = createProcesses(directory);
  const slowToEnd = `process.on('SIGTERM', () => setTimeout(() => { ${write('younger')} process.exit(0) }, 150));`;
  const quickToEnd = `process.on('SIGTERM', () => { ${write('older')} process.exit(0) });`;
  node(processes, 'older', `${quickToEnd} ${write('up')} ${STAY}`);
  node(processes, 'younger', `${slowToEnd} ${write('up')} ${STAY}`);
  await until(() => written().length === 2);

  await processes.stop();

  expect(written()).toEqual(['up', 'up', 'younger', 'older']);
});

it('kills a process that does not want to end when its time is over, with the children it has started', async () => {
  const processes = createProcesses(directory, 200);
  const stubborn = `process.on('SIGTERM', () => undefined); require('node:fs').appendFileSync('${journal}', process.pid + ' '); ${STAY}`;
  node(
    processes,
    'stubborn',
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}]); ${stubborn}`,
  );
  const pids = await until(() => (written().length === 2 ? written().map(Number) : null));

  await processes.stop();

  await until(() => pids.every((pid) => !isAlive(pid)));
});

it('starts nothing once it has been told to stop, so that nothing is left behind by a start that goes on', async () => {
  const processes = createProcesses(directory);
  await processes.stop();

  expect(() => node(processes, 'late', STAY)).toThrow('late was not started');
});

it('says the last words of a process that did not come up, and of a program that is not there', async () => {
  const processes = createProcesses(directory);
  const failing = node(processes, 'failing', `console.error('the port is taken'); process.exit(3);`);
  const missing = processes.start({ name: 'missing', command: join(directory, 'no-such-program'), args: [] });

  expect(await failing.ended).toBe(3);
  expect(couldNotStart(failing, 'it ended.').message).toContain('the port is taken');
  expect(await missing.ended).toBeNull();
  await processes.stop();
});

it('ends in a later start what a killed one left behind, and nothing that merely has the same number', async () => {
  const processes = createProcesses(directory);
  const left = node(processes, 'left', STAY);
  // This very process, as if one that began at another time had had its number.
  appendFileSync(join(directory, 'processes'), `${process.pid} 1\n`);

  expect(await endLeftovers(directory)).toBe(1);
  await left.ended;
  expect(isAlive(left.pid)).toBe(false);
  expect(await endLeftovers(directory)).toBe(0);
});
