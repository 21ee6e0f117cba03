import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { connectKafka } from '@tiepdan/kafka';
import { loadProvince } from '@tiepdan/province';
import { createLog } from '@tiepdan/service-runtime';
import { askGraph } from '../graph-client';
import type { Stack } from '../stack';
import { databases, forEach, subgraphs } from '../services';
import { officerWith, requestToken } from '../tokens';
import type { Aviary, Canary, PlantedCall } from './canaries';
import { canariesIn, everyPlace, type Scene as ScanScene } from './canary-scan';
import type { Scene } from './story';

/** Where canaries fly. */
export interface Flight {
  readonly scene: Scene;
  readonly stack: Stack;
  readonly directory: string;
  readonly topicPrefix: string;
  readonly kafkaBrokers: string;
}

export interface Scanned {
  readonly names: readonly string[];
  readonly found: readonly { readonly canary: Canary; readonly place: string }[];
}

/** By whom each mutation is called: one of them may, the others are denied. */
const CALLERS = [
  ['receptionist', 'BTCD'],
  ['processor', 'BTCD'],
  ['resolver', 'BTCD'],
  ['head', 'BTCD'],
  ['administrator', 'VPUBND'],
  ['identity-custodian', 'VPUBND'],
  ['analyst', 'VPUBND'],
] as const;

/**
 * Plants canaries in every text of every mutation, calls each by people who may and people who may not, has some of them succeed and
 * some break off half way, and then looks everywhere.
 */
export async function flyCanaries(aviary: Aviary, flight: Flight): Promise<Scanned> {
  const province = loadProvince('libs/law/province/data');
  const tokens = await Promise.all(
    CALLERS.map(([role, agency]) => requestToken(flight.scene, officerWith(province, role, agency).id)),
  );
  const { agencyId: agency } = officerWith(province, 'receptionist', 'BTCD');
  const call = (token: string, { mutation, inputType, input }: PlantedCall) =>
    askGraph<Record<string, { readonly id?: string; readonly version?: number }>>(
      flight.scene.gatewayUrl,
      token,
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input, idempotencyKey: "canary-${randomUUID()}") {
         __typename ... on Refusal { code message messageEn } ... on Petition { id version } } }`,
      { input },
    );
  for (const owner of subgraphs)
    for (const planted of aviary.callsOf(owner)) await Promise.all(tokens.map((token) => call(token, planted)));

  const [receptionist, processor] = tokens as [string, string];
  const received = (kind: string) => receptions(aviary, agency, kind);
  const complaints = await Promise.all(received('COMPLAINT').map((planted) => call(receptionist, planted)));
  await Promise.all(received('DENUNCIATION').map((planted) => call(receptionist, planted)));
  const complaint = complaints.find(({ data }) => data?.['receivePetition']?.id)!.data!['receivePetition']!;
  const found = {
    petition: complaint.id,
    expectedVersion: complaint.version,
    kind: 'DENUNCIATION',
    field: 'CORRUPTION',
    direction: 'ACCEPT',
  };
  await call(processor, { mutation: 'classifyPetition', inputType: 'ClassifyPetitionInput', input: found });
  await breakHalfWay(flight, () => Promise.all(received('DENUNCIATION').map((planted) => call(receptionist, planted))));
  await misuse(flight, (place) => aviary.text('intake', place));

  const places = await everyPlace(sceneOfScan(flight));
  return { names: places.map(({ name }) => name), found: canariesIn(places, aviary.canaries) };
}

/** Receptions that come through: what would be refused is left out or said as it must be. */
function receptions(aviary: Aviary, agency: string, kind: string): PlantedCall[] {
  const passage = aviary.text('intake', 'receivePetition.input.petition.identifyingPassages');
  const denounces = kind === 'DENUNCIATION';
  const fixed = {
    agency,
    kind,
    commune: null,
    session: null,
    registerReference: null,
    refusalGround: null,
    signatoryCount: null,
    receivedAt: null,
    arrivedAt: null,
    visitorCount: null,
    role: 'INDIVIDUAL',
    writtenOn: null,
    identifyingPassages: denounces ? [passage] : null,
    respondent: { kind: 'PERSON', name: aviary.text('intake', 'receivePetition.input.petition.respondent.name') },
    summary: `${aviary.text('intake', 'receivePetition.input.petition.summary')} ${denounces ? passage : ''}`,
  };
  return aviary
    .callsOf('intake', fixed)
    .filter(({ mutation }) => ['receivePetition', 'registerVisit'].includes(mutation));
}

/** Has the database fail after the statement was sent, as a disk that is full would. */
async function breakHalfWay({ stack }: Flight, work: () => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: stack.databaseUrls.intake.owner });
  await client.connect();
  await client.query("alter table petition add constraint trouble check (kind <> 'DENUNCIATION') not valid");
  await work();
  await client.query('alter table petition drop constraint trouble');
  await client.end();
}

/** Texts where none are expected: in headers, in what is no JSON, in a query, as a code and as a receipt. */
async function misuse({ scene }: Flight, canary: (place: string) => string): Promise<void> {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${scene.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const header = encodeURIComponent(canary('.petitioners.header'));
  await post('{"query":"{ me { roles } }"}', { authorization: `Bearer ${header}.${header}.${header}` });
  await post('{"query":"{ me { roles } }"}', { 'x-user-name': header, 'x-forwarded-for': header });
  await post(`{"query": ${canary('.petitioners.json')}`);
  await post(JSON.stringify({ query: `{ petition(id: "${canary('.petitioners.query')}") { id } }` }));
  await post(JSON.stringify({ query: `{ ${canary('.petitioners.field').replaceAll(/\W/g, '')} }` }));
  const variables = { receipt: canary('.petitioners.receipt') };
  await post(
    JSON.stringify({ query: 'query ($receipt: String!) { trackPetition(receipt: $receipt) { next } }', variables }),
  );
}

export const sceneOfScan = ({ stack, directory, topicPrefix, kafkaBrokers }: Omit<Flight, 'scene'>): ScanScene => ({
  databaseUrls: forEach(databases, (name) => stack.databaseUrls[name].owner),
  kafkaBrokers,
  topicPrefix,
  directory,
});

/** Leaks a text in three ways; answers where it must be found then. */
export async function leakOnPurpose(
  text: string,
  { stack, directory, topicPrefix, kafkaBrokers }: Omit<Flight, 'scene'>,
): Promise<string[]> {
  const log = join(directory, 'logs', 'intake.log');
  await appendFile(log, `{"message":"received ${text}"}\n`);
  const topic = 'intake.visit.v1';
  const kafka = connectKafka({
    clientId: 'leak',
    brokers: kafkaBrokers.split(','),
    topicPrefix,
    log: createLog('leak'),
  });
  await kafka.send([{ topic, key: randomUUID(), value: JSON.stringify({ name: text }) }]);
  await kafka.close();
  const client = new Client({ connectionString: stack.databaseUrls.notification.owner });
  await client.connect();
  await client.query('create table leak as select $1::text as name', [text]);
  await client.end();
  return [`file ${log}`, `topic ${topic}`, 'database notification.leak'];
}
