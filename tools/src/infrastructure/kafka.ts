import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkspace } from '../workspace';
import { kafkaRuntime, type KafkaRuntime } from './kafka-libraries';
import { countBrokers } from './kafka-probe';
import { LOOPBACK } from './ports';
import { couldNotStart, type ProcessDescription, type Processes } from './processes';
import { runToEnd } from './run-to-end';
import { waitUntil } from './wait-until';

export interface KafkaOptions {
  readonly processes: Processes;
  readonly directory: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly onProgress: (text: string) => void;
}

const READY_TIMEOUT_MS = 90_000;
const CLUSTER_ID = 'VGllcGRhbkRldmVsb3BtZQ';
const DOCKER_IMAGE = 'apache/kafka:4.1.0';

/** Runs one Kafka broker that is its own controller. Returns its address once it answers a question about the cluster. */
export async function startKafka(options: KafkaOptions): Promise<string> {
  const { processes, directory, port, onProgress } = options;
  const runtime = await kafkaRuntime(onProgress);
  await mkdir(directory, { recursive: true });
  const broker = processes.start(runtime.kind === 'java' ? await javaBroker(options, runtime) : dockerBroker(options));
  const isUp = await waitUntil(async () => (await countBrokers(port)) > 0, {
    timeoutMs: READY_TIMEOUT_MS,
    isHopeless: () => !broker.isRunning(),
  });
  if (!isUp) throw couldNotStart(broker, 'it does not answer.');
  return `${LOOPBACK}:${port}`;
}

async function javaBroker(
  options: KafkaOptions,
  runtime: KafkaRuntime & { kind: 'java' },
): Promise<ProcessDescription> {
  const properties = join(options.directory, 'server.properties');
  const logDirectory = join(options.directory, 'data');
  await writeFile(properties, asProperties({ ...serverSettings(options), 'log.dirs': logDirectory }));
  const java = [
    `-Dlog4j2.configurationFile=${inWorkspace('tools', 'kafka', 'log4j2.xml')}`,
    '-cp',
    join(runtime.libraries, '*'),
  ];
  if (!existsSync(join(logDirectory, 'meta.properties')))
    await runToEnd('java', [
      ...java,
      '-XX:TieredStopAtLevel=1',
      'kafka.tools.StorageTool',
      'format',
      '-t',
      CLUSTER_ID,
      '-c',
      properties,
    ]);
  return { name: 'kafka', command: 'java', args: ['-Xmx512m', ...java, 'kafka.Kafka', properties] };
}

/** `--rm` and a client in the foreground: ending the client ends the container. */
function dockerBroker(options: KafkaOptions): ProcessDescription {
  const variables = Object.entries({ ...serverSettings(options), 'log.dirs': '/data' }).flatMap(([name, value]) => [
    '--env',
    `KAFKA_${name.toUpperCase().replaceAll('.', '_')}=${value}`,
  ]);
  const user = process.getuid ? ['--user', `${process.getuid()}`] : [];
  const mount = ['--volume', `${options.directory}:/data`];
  return {
    name: 'kafka',
    command: 'docker',
    args: [
      'run',
      '--rm',
      '--network=host',
      ...user,
      ...mount,
      '--env',
      `CLUSTER_ID=${CLUSTER_ID}`,
      ...variables,
      DOCKER_IMAGE,
    ],
  };
}

const serverSettings = ({ port, controllerPort }: KafkaOptions): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': `1@${LOOPBACK}:${controllerPort}`,
  listeners: `PLAINTEXT://${LOOPBACK}:${port},CONTROLLER://${LOOPBACK}:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://${LOOPBACK}:${port}`,
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  // One broker cannot keep three copies of its own books.
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  // A topic nobody declared is a fault to be seen, not to be created.
  'auto.create.topics.enable': 'false',
  'group.initial.rebalance.delay.ms': '0',
});

const asProperties = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
