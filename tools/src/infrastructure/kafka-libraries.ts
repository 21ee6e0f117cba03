import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { developmentDirectory, inWorkspace } from '../workspace';
import { runToEnd, tryToEnd } from './run-to-end';
import { join } from 'node:path';

const JAVA_MAJOR = 17;

export type KafkaRuntime = { readonly kind: 'java'; readonly libraries: string } | { readonly kind: 'docker' };

/** Finds out what a broker can be run with here, and fetches the broker from Maven Central the first time. */
export async function kafkaRuntime(onProgress: (text: string) => void): Promise<KafkaRuntime> {
  const libraries = join(developmentDirectory(), 'kafka', 'libs');
  const java = await javaMajor();
  if (java >= JAVA_MAJOR && existsSync(libraries)) return { kind: 'java', libraries };
  const hasMaven = (await tryToEnd('mvn', ['--version'])).code === 0;
  if (java >= JAVA_MAJOR && hasMaven) return { kind: 'java', libraries: await fetchLibraries(libraries, onProgress) };
  if ((await tryToEnd('docker', ['info'])).code === 0) return { kind: 'docker' };
  throw new Error(
    `Kafka needs Java ${JAVA_MAJOR} and Maven (on Debian: apt-get install openjdk-17-jre-headless maven) or Docker; or name a broker of your own in KAFKA_BROKERS.`,
  );
}

/** 0 when there is no Java. */
async function javaMajor(): Promise<number> {
  const { output } = await tryToEnd('java', ['-version']);
  return Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
}

async function fetchLibraries(libraries: string, onProgress: (text: string) => void): Promise<string> {
  onProgress('fetching Kafka 4.1 from Maven Central, this once …');
  // Renamed at the end, so that a fetch that broke off does not look like one that succeeded.
  const partial = `${libraries}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const pom = inWorkspace('tools', 'kafka', 'pom.xml');
  await runToEnd('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${partial}`]);
  await rename(partial, libraries);
  return libraries;
}
