import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProvince } from '@tiepdan/province';
import { until } from '@tiepdan/testkit';
import { askGraph, askGraphWhole } from '../graph-client';
import { anyPorts } from '../stack-ports';
import { startStack, type Stack } from '../stack';
import { receiptPlacesIn } from '../receipts/receipt-places';
import { verifyReceiptLines } from '../receipts/verify-receipt-lines';
import { officerWith, requestToken } from '../tokens';
import { Aviary, tellsWhoSomebodyIs } from './canaries';
import { flyCanaries, leakOnPurpose, sceneOfScan, type Scanned } from './canary-flight';
import { canariesIn, everyPlace } from './canary-scan';
import { tellStory, type Scene, type Story } from './story';

const START_TIMEOUT_MS = 180_000;
const SUSPENSION_BOUND_MS = 60_000;

let directory: string;
let stack: Stack;
let scene: Scene;
let story: Story;
const topicPrefix = `journey-${randomBytes(4).toString('hex')}-`;
const kafkaBrokers = process.env.TEST_KAFKA_BROKERS!;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiepdan-journey-'));
  await chmod(directory, 0o711);
  const given = { databaseUrl: process.env.TEST_DATABASE_URL, kafkaBrokers: process.env.TEST_KAFKA_BROKERS };
  stack = await startStack({
    directory,
    ports: await anyPorts(),
    given,
    ownNames: topicPrefix,
  });
  scene = { gatewayUrl: stack.gatewayUrl, issuer: stack.issuer, clientSecret: stack.secrets.tokenClientSecret };
  story = await tellStory(scene);
}, START_TIMEOUT_MS);

afterAll(async () => {
  await stack?.stop();
  await rm(directory, { recursive: true, force: true });
}, START_TIMEOUT_MS);

describe('a complaint, from the reception desk to the statutory report', () => {
  it('has a case with running clocks in the answer that registers the visit', () => {
    expect(story.visit.number).toMatch(/^BTCD/);
    expect(story.petition.case).toMatchObject({ stage: 'HANDLING', number: expect.any(String) });
    expect(story.petition.case.deadlines.map(({ rule, status }) => [rule, status])).toContainEqual([
      'xld.process_don.max',
      'RUNNING',
    ]);
    for (const { startedOn, dueOn } of story.petition.case.deadlines) expect(dueOn > startedOn).toBe(true);
  });

  it('moves on in its case the moment it is classified', () => {
    expect(story.classified).toMatchObject({ status: 'CLASSIFIED', direction: 'ACCEPT', case: { stage: 'PROPOSED' } });
  });

  it('is handled by the officer it was assigned to', () => {
    const officer = officerWith(loadProvince('libs/law/province/data'), 'resolver', 'BTCD');
    expect(story.assigned.officer).toEqual({ id: officer.id, name: officer.name });
  });

  it('must be resolved within the time that begins with its acceptance', () => {
    expect(story.accepted.stage).toBe('ACCEPTED');
    expect(story.accepted.nextDeadline).toMatchObject({ rule: 'kn.resolve.first.normal.max', status: 'RUNNING' });
  });

  it('is told to the complainant, with proof of delivery', () => {
    expect(story.delivered).toMatchObject({ channel: 'EMAIL', status: 'DELIVERED', deliveredAt: expect.any(String) });
  });

  it('is counted in form 01/TCD, whose formulas hold', () => {
    expect(story.report).toMatchObject({ form: '01/TCD', ruleSet: 'TT06-2025' });
    expect(story.moved.length).toBeGreaterThan(0);
    expect(story.moved.every(({ before, after }) => after === before + 1)).toBe(true);
    expect(story.report.checks.filter(({ holds }) => !holds)).toEqual([]);
  });
});

it('is followed by its receipt, without an account, and the receipt is proved by the key that was published', async () => {
  const token = await requestToken(
    scene,
    officerWith(loadProvince('libs/law/province/data'), 'receptionist', 'BTCD').id,
  );
  const asked = '{ petition(id: "' + story.petition.id + '") { receipt signedReceipt { text } } }';
  type Handed = { petition: { receipt: string; signedReceipt: { text: string } } };
  const { petition } = await askGraphWhole<Handed>(scene.gatewayUrl, token, asked, {});
  const file = join(directory, 'receipt.txt');
  await writeFile(file, petition.signedReceipt.text);
  const keys = receiptPlacesIn(directory).publishedKeys;
  expect(await verifyReceiptLines(['--keys', keys, '--receipt', file])).toMatchObject({ exitCode: 0 });

  const track = async () => {
    const query =
      'query Track($receipt: String!) { trackPetition(receipt: $receipt) { steps { text } next nextDueOn rights } }';
    const response = await fetch(`${scene.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { receipt: petition.receipt } }),
    });
    const { data } = (await response.json()) as {
      data: { trackPetition: { steps: { text: string }[]; next: string } };
    };
    return data.trackPetition;
  };
  await until(async () => (await track()).steps.length === 3, { timeoutMs: 10_000 });
  expect((await track()).steps.map(({ text }) => text)).toEqual([
    'Đã tiếp nhận đơn',
    'Đã đề xuất thụ lý, giải quyết',
    'Đã thụ lý',
  ]);
  expect((await track()).next).toMatch(/^Thời hạn giải quyết khiếu nại lần đầu/);
});

it('keeps a denouncer in the vault, and opens the name to nobody but the receptionist', async () => {
  const province = loadProvince('libs/law/province/data');
  const [receptionist, processor] = await Promise.all(
    ['receptionist', 'processor'].map((role) => requestToken(scene, officerWith(province, role, 'BTCD').id)),
  );
  const name = 'Người Tố Cáo Trong Kho';
  const input = {
    agency: officerWith(province, 'receptionist', 'BTCD').agencyId,
    channel: 'POST',
    petitioners: [{ name, identityKind: 'NONE', address: { text: 'Tổ 5' } }],
    petition: { kind: 'DENUNCIATION', field: 'CORRUPTION', summary: 'Tố cáo nhận tiền ngoài quy định.' },
  };
  const mutation = `mutation Receive($input: ReceivePetitionInput!) {
    receivePetition(input: $input, idempotencyKey: "journey-denunciation") { ... on Petition { id } } }`;
  const received = await askGraphWhole<{ receivePetition: { id: string } }>(scene.gatewayUrl, receptionist!, mutation, {
    input,
  });
  const seenBy = async (token: string) =>
    JSON.stringify(
      await askGraph(
        scene.gatewayUrl,
        token,
        `{ petition(id: "${received.receivePetition.id}") { denouncers { pseudonym } petitioners { citizen { name } } } }`,
        {},
      ),
    );
  expect(await seenBy(receptionist!)).toContain(name);
  const toProcessor = await seenBy(processor!);
  expect(toProcessor).toMatch(/NTC-\d{4}-\d{4}/);
  expect(toProcessor).not.toContain(name);
});

it('shows whoever watches over it what each service did with a petition, a case and a notice, and that they looked', async () => {
  const token = await requestToken(scene, officerWith(loadProvince('libs/law/province/data'), 'overseer', 'TTT').id);
  type Entries = { readonly nodes: readonly { readonly operation: string }[] };
  type Trail = Readonly<Record<'intakeEntries' | 'caseEntries' | 'noticeEntries', Entries>>;
  const entries = '{ nodes { operation } }';
  const query = `query Trail($object: ID!) {
    auditTrail(object: $object) { intakeEntries ${entries} caseEntries ${entries} noticeEntries ${entries} } }`;
  const trailOf = async (object: string) => {
    const { auditTrail } = await askGraphWhole<{ auditTrail: Trail }>(scene.gatewayUrl, token, query, { object });
    const { intakeEntries, caseEntries, noticeEntries } = auditTrail;
    return [intakeEntries, caseEntries, noticeEntries].map(({ nodes }) => nodes.map(({ operation }) => operation));
  };
  const [ofPetition, looks] = await trailOf(story.petition.id);
  expect(ofPetition).toContain('classifyPetition');
  expect(looks).toEqual([]);
  expect((await trailOf(story.petition.id))[1]).toEqual(['readAuditTrail']);
  expect((await trailOf(story.petition.case.id))[1]).toEqual(expect.arrayContaining(['assignCase', 'acceptCase']));
});

it('lets nobody act who was suspended a minute ago', async () => {
  const province = loadProvince('libs/law/province/data');
  const suspended = officerWith(province, 'verifier', 'TTT');
  const token = await requestToken(scene, suspended.id);
  const isLetIn = async () => {
    const { errors } = await askGraph(scene.gatewayUrl, token, 'query Who { me { roles } }', {});
    return !errors;
  };
  expect(await isLetIn()).toBe(true);

  const administrator = await requestToken(scene, officerWith(province, 'administrator', 'VPUBND').id);
  const mutation = `mutation Suspend($input: OfficerAccessInput!) {
    suspendOfficer(input: $input, idempotencyKey: "journey-suspension") { ... on OfficerAccess { id suspendedAt } } }`;
  const input = { officer: suspended.id, document: { number: '12/QĐ-VP', issuedOn: '2026-11-24' } };
  const answer = await askGraph(scene.gatewayUrl, administrator, mutation, { input });
  expect(answer).toEqual({
    data: { suspendOfficer: { id: suspended.id, suspendedAt: expect.any(String) } },
    extensions: { written: [{ topic: 'assignment.officer.v1', id: suspended.id, version: 2 }] },
  });

  await until(async () => !(await isLetIn()), { timeoutMs: SUSPENSION_BOUND_MS });
}, 90_000);

describe('canaries in every text of every mutation', () => {
  const aviary = new Aviary();
  let places: Scanned;

  beforeAll(async () => {
    places = await flyCanaries(aviary, { scene, stack, directory, topicPrefix, kafkaBrokers });
  }, 90_000);

  it('were planted, and those of what was said are found where they belong', () => {
    expect(aviary.canaries.length).toBeGreaterThan(100);
    const home = places.found.filter(({ place }) => place === 'database intake.petition');
    expect(home.map(({ canary }) => canary.path)).toEqual(
      expect.arrayContaining(['receivePetition.input.petition.summary']),
    );
    expect(places.names).toEqual(
      expect.arrayContaining([
        'topic intake.petition.v1',
        'database reporting.dead_letter',
        expect.stringMatching(/logs.intake\.log$/),
      ]),
    );
  });

  it('are found in no other database, topic, dead letter, log or file, and those of people nowhere at all', () => {
    const strayed = places.found.filter(
      ({ canary, place }) => tellsWhoSomebodyIs(canary) || !place.startsWith(`database ${canary.owner}.`),
    );
    expect(strayed.map(({ canary, place }) => `${canary.path} in ${place}`)).toEqual([]);
  });

  it('are found when somebody adds a leak: a line in a log, a message in a topic, a row of another service', async () => {
    const canary = aviary.canaries.find(({ path }) => path.endsWith('.petitioners.name'))!;
    const flight = { stack, directory, topicPrefix, kafkaBrokers };
    const leaks = await leakOnPurpose(canary.text, flight);
    const strayed = canariesIn(await everyPlace(sceneOfScan(flight)), [canary]);
    expect(strayed.map(({ place }) => place)).toEqual(expect.arrayContaining(leaks));
  }, 60_000);
});

it('answers what it can, and says what it cannot, while one service is down', async () => {
  await stack.services.notification.stop();
  const officer = officerWith(loadProvince('libs/law/province/data'), 'resolver', 'BTCD');
  const token = await requestToken(scene, officer.id);

  const query = 'query Partly($id: ID!) { case(id: $id) { id stage notices(first: 5) { nodes { id } } } }';
  const answer = await askGraph<{ case: object }>(scene.gatewayUrl, token, query, { id: story.petition.case.id });

  expect(answer.data).toEqual({ case: { id: story.petition.case.id, stage: 'ACCEPTED', notices: null } });
  expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
});
