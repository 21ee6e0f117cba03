import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ASSERTION_HEADER, signAssertion, type Principal } from '@tiepdan/access';
import { looksRecorder } from '@tiepdan/audit';
import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { createHealth } from '@tiepdan/service-runtime';
import { serveSubgraph } from '@tiepdan/subgraph';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, aReception, aVisit } from '../testing/examples';
import { board, officer, openIntakeWorld, type Answer, type IntakeWorld } from '../testing/intake.world';

const key = Buffer.alloc(32, 4);
const giver = '0190a000-0000-7000-8000-0000000000e9';

describe('whoever is shown what somebody said', () => {
  const stops: (() => unknown)[] = [];
  const logged: string[] = [];
  let database: FreshDatabase;
  let world: IntakeWorld;
  let url: string;
  let record: ReturnType<typeof looksRecorder>;
  beforeAll(async () => {
    database = await freshDatabase('intake_looks');
    world = await openIntakeWorld(database.url);
    const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
    const port = await freePort();
    await serveSubgraph({
      name: 'intake',
      assertionKey: key,
      schema: world.schema,
      port,
      health: createHealth(),
      log: { debug: line, info: line, warn: line, error: line },
      onStop: (_, stop) => void stops.push(stop),
      recordLooks: (principal, looks) => record(principal, looks),
    });
    url = `http://127.0.0.1:${port}/graphql`;
  });
  beforeEach(() => {
    record = looksRecorder(world.pool);
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await world.close();
    await database.drop();
  });

  const ask = async (query: string, as: Principal = officer) => {
    const body = JSON.stringify({ query });
    const headers = { [ASSERTION_HEADER]: signAssertion(key, { audience: 'intake', body }, as, Date.now()) };
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  const linksOf = async (objectId: string) =>
    (
      await world.pool.query(
        `select operation, actor_id as actor, role, on_behalf_of as "onBehalfOf" from audit_entry
         where object_id = $1 and operation like 'read%' order by sequence`,
        [objectId],
      )
    ).rows;
  const link = (operation: string, role: string, onBehalfOf: string | null = null) => ({
    operation,
    actor: officer.id,
    role,
    onBehalfOf,
  });

  it('leaves one link for each object and kind of look before the answer, however many fields were asked for', async () => {
    const petition = aDraft({ respondent: { kind: 'PERSON', name: 'Ông Giáp' }, place: { text: 'Tổ 3' } });
    const { id } = await world.does('receivePetition', aReception({ petition, petitioners: [aPerson()] }));
    const denunciation = await world.does(
      'receivePetition',
      aReception({ petition: aDraft({ kind: 'DENUNCIATION' }) }),
    );
    const fields = 'summary respondent { name } place { text } petitioners { citizen { name } }';
    await ask(`{ one: petition(id: "${id}") { ${fields} } other: petition(id: "${denunciation.id}") { ${fields} } }`);
    expect(await linksOf(id)).toEqual([link('readPetitionContent', 'receptionist')]);
    expect((await linksOf(denunciation.id)).map(({ operation }) => operation).sort()).toEqual([
      'readDenouncer',
      'readPetitionContent',
    ]);
    const { id: visit } = await world.does('registerVisit', aVisit());
    await ask(`{ visit(id: "${visit}") { visitors { name } } }`);
    expect(await linksOf(visit)).toEqual([link('readPetitionContent', 'receptionist')]);
    expect(await firstBrokenLink(world.pool, board)).toBeNull();
  });

  it('leaves none for what tells of nobody, nor for what was denied', async () => {
    const { id } = await world.does('receivePetition', aReception());
    await ask(`{ petition(id: "${id}") { number kind status } }`);
    await ask(`{ petition(id: "${id}") { summary petitioners { citizen { name } } } }`, {
      ...officer,
      roles: ['inspector'],
    });
    expect(await linksOf(id)).toEqual([]);
  });

  it('shows in the link in whose name a delegate looked', async () => {
    const { id } = await world.does('receivePetition', aReception());
    const delegations = [{ from: giver, role: 'head', agencyId: board }];
    await ask(`{ petition(id: "${id}") { summary } }`, { ...officer, roles: ['analyst'], delegations });
    expect(await linksOf(id)).toEqual([link('readPetitionContent', 'head', giver)]);
  });

  it('is shown nothing when the link cannot be written', async () => {
    const { id } = await world.does(
      'receivePetition',
      aReception({ petition: aDraft({ summary: 'Điều Không Ai Được Thấy' }) }),
    );
    record = () => Promise.reject(new Error('the audit is away'));
    const { status, text } = await ask(`{ petition(id: "${id}") { summary } }`);
    expect([status, text]).toEqual([500, '']);
    expect(logged.join()).toContain('a request failed');
    record = looksRecorder(world.pool);
    expect(
      (JSON.parse((await ask(`{ petition(id: "${id}") { summary } }`)).text) as Answer).data.petition.summary,
    ).toBe('Điều Không Ai Được Thấy');
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};
