import { eventJsonSchema, type EventContract } from '@tiepdan/event-contract';
import { glob, readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { contracts, producerOf } from '../contracts';
import { services } from '../services';
import { inWorkspace } from '../workspace';
import type { GeneratedFile } from './generated-files';

/** Who says what, with which fields, and who listens: for whoever consumes the streams. */
export async function eventsPage(): Promise<GeneratedFile> {
  const sections = await Promise.all(Object.entries(contracts).map(([name, contract]) => section(name, contract)));
  const page = [
    '# Events',
    'Generated from the contracts in `libs/events/contracts` by `npm run schema`. One topic holds all events of one kind of aggregate,',
    "keyed by the aggregate's id, in the order of its versions, for ever. The envelope around `data` is described in",
    '`libs/events/contracts/event-contract`. Every field has a privacy class; there is none for personal data, because no event carries any.',
    '',
    ...sections,
  ].join('\n');
  return {
    path: 'docs/events.md',
    content: await format(page, { parser: 'markdown', printWidth: 120, singleQuote: true }),
  };
}

async function section(name: string, contract: EventContract): Promise<string> {
  const producer = producerOf(contract);
  const listeners = await listenersOf(name, producer);
  return [
    `## ${contract.topic}`,
    '',
    `Published by **${producer}**. Heard by: ${listeners.join(', ') || 'nobody yet'}.`,
    '',
    ...Object.entries(contract.types).flatMap(([type, schema]) => [
      `### ${type}`,
      '',
      '| Field | Type | Privacy class |',
      '| --- | --- | --- |',
      ...fieldsOf(eventJsonSchema(schema) as SchemaNode, '').map((cells) => `| ${cells.join(' | ')} |`),
      '',
    ]),
  ].join('\n');
}

/** Consumers that a library keeps for the services that run them, by the contract they hear. */
const sharedConsumers: Readonly<Record<string, string>> = {
  agencyContract: 'standingConsumer',
  officerContract: 'standingConsumer',
  petitionContract: 'matterConsumer',
};

/** Services other than the producer whose sources name the contract, or a consumer that hears it. */
async function listenersOf(contractName: string, producer: string): Promise<string[]> {
  const names = [contractName, sharedConsumers[contractName]].filter((name) => name !== undefined);
  const isNamed = new RegExp(`\\b(${names.join('|')})\\b`);
  const listens = async (service: string) => {
    for await (const file of glob(inWorkspace('apps', service, 'src', '**', '*.ts'))) {
      if (!file.endsWith('spec.ts') && isNamed.test(await readFile(file, 'utf8'))) return true;
    }
    return false;
  };
  const others = services.filter((service) => service !== producer);
  const answers = await Promise.all(others.map(listens));
  return others.filter((_, index) => answers[index]);
}

interface SchemaNode {
  readonly 'x-privacy'?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

function fieldsOf(node: SchemaNode, path: string): string[][] {
  if (node.properties) {
    return Object.entries(node.properties).flatMap(([name, child]) => fieldsOf(child, path ? `${path}.${name}` : name));
  }
  if (node.items?.properties) return fieldsOf(node.items, `${path}[]`);
  return [[`\`${path}\``, typeText(node), privacyClass(node) ?? '']];
}

function typeText(node: SchemaNode): string {
  if (node.anyOf) return node.anyOf.map(typeText).join(' or ');
  if (node.items) return `list of ${typeText(node.items)}`;
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  return node.format ?? node.type ?? 'any';
}

/** Stands at the field itself, at what a list holds, or at what may also be null. */
const privacyClass = (node: SchemaNode): string | undefined =>
  node['x-privacy'] ??
  (node.items && privacyClass(node.items)) ??
  node.anyOf?.map(privacyClass).find((found) => found !== undefined);
