import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { accessBench } from '../bench/access/access';
import { auditBench } from '../bench/audit';
import type { BenchPart } from '../bench/bench-part';
import { freshnessBench } from '../bench/system/freshness';
import { gatewayBench } from '../bench/gateway/gateway';
import { gatewayPlanning } from '../bench/gateway/gateway-planning';
import { gatewaySoak } from '../bench/gateway/gateway-soak';
import { intakeBench } from '../bench/system/intake';
import { lawBench } from '../bench/law';
import { sealingBench } from '../bench/sealing';
import { runCommand } from '../run-command';
import { developmentDirectory, inWorkspace } from '../workspace';

const parts: readonly BenchPart[] = [
  gatewayBench,
  gatewayPlanning,
  gatewaySoak,
  intakeBench,
  freshnessBench,
  lawBench,
  accessBench,
  auditBench,
  sealingBench,
];

/**
 * Measures and writes `.tiepdan/bench.json`. `--quick` makes fewer and shorter runs, `--peers` measures other projects beside ours; names as arguments choose parts.
 * Figures of parts that are not run this time stay in the file.
 */
runCommand(async (args, onStop) => {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const chosen = parts.filter(({ name, isLong }) => (names.length === 0 ? !isLong : names.includes(name)));
  if (chosen.length === 0) throw new Error(`There are these parts: ${parts.map(({ name }) => name).join(', ')}.`);
  const isQuick = args.includes('--quick');
  const withPeers = args.includes('--peers');
  const directory = join(developmentDirectory(), 'bench');
  await mkdir(directory, { recursive: true });
  const file = join(developmentDirectory(), 'bench.json');
  const report: Record<string, unknown> = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
  for (const part of chosen) {
    console.log(`── ${part.name}`);
    const startedAt = new Date();
    const machine = await describeMachine();
    const result = await part.run({ isQuick, withPeers, directory, onStop });
    const tookMs = Date.now() - startedAt.getTime();
    report[part.name] = { startedAt: startedAt.toISOString(), tookMs, isQuick, machine, result };
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
    console.log(JSON.stringify(result, null, 2));
  }
  return { exitCode: 0, lastLine: `Written: ${file}` };
});

/** What a figure depends on beside our own code. */
async function describeMachine(): Promise<object> {
  const { packages } = JSON.parse(await readFile(inWorkspace('package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const measured = ['@apollo/gateway', '@apollo/server', 'graphql', 'undici', 'kafkajs', 'pg', 'typeorm'];
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    /** Above the number of cores, others were working here too. */
    loadBefore: loadavg()[0],
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    packages: Object.fromEntries(measured.map((name) => [name, packages[`node_modules/${name}`]?.version])),
  };
}
