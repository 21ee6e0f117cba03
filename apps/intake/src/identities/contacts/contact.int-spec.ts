import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ASSERTION_HEADER, signAssertion, type Principal } from '@tiepdan/access';
import { createHealth } from '@tiepdan/service-runtime';
import { callerOf, serveSubgraph } from '@tiepdan/subgraph';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, anIdentified, aReception, aVisit } from '../../testing/examples';
import {
  board,
  keeper,
  nowhere,
  officer,
  openIntakeWorld,
  type Answer,
  type IntakeWorld,
} from '../../testing/intake.world';
import { CONTACT_ROUTE, contactRoute } from './contact.route';

const key = Buffer.alloc(32, 3);
const notification: Principal = { id: 'notification', agencyId: null, roles: ['service'] };

const NAME = 'Hoàng Thị Chim-Canh-Cụt';
const canaries = [
  NAME,
  '019199999999',
  'Ngõ Chim-Canh-Cụt',
  '0912999999',
  'chim-canh-cut@example.vn',
  'Việc-Rất-Riêng',
];
const canary = anIdentified(0, {
  name: NAME,
  identityNumber: '019199999999',
  address: { text: 'Ngõ Chim-Canh-Cụt' },
  phone: '0912999999',
  email: 'chim-canh-cut@example.vn',
});
const secret = aDraft({
  kind: 'DENUNCIATION',
  summary: 'Việc-Rất-Riêng',
  respondent: { kind: 'PERSON', name: NAME },
  place: { text: 'Ngõ Chim-Canh-Cụt' },
});

describe('what leaves intake of a person', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  const logged: string[] = [];
  let world: IntakeWorld;
  let database: FreshDatabase;
  let url: string;

  beforeAll(async () => {
    database = await freshDatabase('intake_contact');
    world = await openIntakeWorld(database.url);
    const line = (fields: object, message: string) => void logged.push(JSON.stringify({ fields, message }));
    const port = await freePort();
    const own = { name: 'intake', assertionKey: key };
    await serveSubgraph({
      ...own,
      schema: world.schema,
      port,
      health: createHealth(),
      log: { debug: line, info: line, warn: line, error: line },
      onStop: (_, stop) => void stops.push(stop),
      routes: {
        [CONTACT_ROUTE]: contactRoute({ pool: world.pool, keeper, vault: world.vault }, (request, body) =>
          callerOf(own, request, body),
        ),
      },
    });
    url = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await world.close();
    await database.drop();
  });

  const post = (path: string, body: string, principal: Principal, audience = 'intake') =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { [ASSERTION_HEADER]: signAssertion(key, { audience, body }, principal, Date.now()) },
      body,
    });
  const contact = (petitionId: unknown, principal = notification, audience?: string) =>
    post('/internal/contact', JSON.stringify({ petitionId }), principal, audience);
  const auditCount = async () => (await world.rowCounts())['audit_entry']!;

  it('notification learns where to answer, and that it asked stands in the audit chain', async () => {
    const { id } = await world.does('receivePetition', aReception({ petitioners: [canary, aPerson()] }));
    const before = await auditCount();
    const response = await contact(id);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toEqual({ name: NAME, email: canary.email, addressText: 'Ngõ Chim-Canh-Cụt' });
    expect(await auditCount()).toBe(before + 1);
    const { rows } = await world.pool.query(
      'select operation, actor_id, object_id from audit_entry where agency_id = $1 order by sequence desc limit 1',
      [board],
    );
    expect(rows).toEqual([{ operation: 'contactPetitioner', actor_id: 'notification', object_id: id }]);
  });

  it('who speaks for the others is answered, and the event names the channel of that person', async () => {
    const petitioners = [canary, aPerson({ name: 'Đại Diện', role: 'REPRESENTATIVE' })];
    const { id } = await world.does('receivePetition', aReception({ petitioners }));
    expect(await (await contact(id)).json()).toEqual({ name: 'Đại Diện', email: null, addressText: 'Tổ 5' });
    const { rows } = await world.pool.query('select payload from event where aggregate_id = $1', [id]);
    expect(rows[0].payload.replyChannel).toBe('LETTER');
  });

  it('there is nobody to answer for an anonymous letter or an unknown petition', async () => {
    const { id } = await world.does('receivePetition', aReception({ petitioners: [] }));
    const before = await auditCount();
    expect([(await contact(id)).status, (await contact(nowhere)).status]).toEqual([404, 404]);
    expect([(await contact('no-id')).status, (await contact(7)).status]).toEqual([400, 400]);
    expect(await auditCount()).toBe(before);
  });

  it('no machine writes to a denouncer, whatever they left; to whoever came with a complaint it does', async () => {
    const denounced = await world.does('receivePetition', aReception({ petitioners: [canary], petition: secret }));
    expect((await contact(denounced.id)).status).toBe(404);
    const { petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors: [canary], petitions: [secret, aDraft()] }),
    );
    expect((await contact(petitions[0].id)).status).toBe(404);
    expect(await (await contact(petitions[1].id)).json()).toMatchObject({ email: canary.email });
  });

  it('nobody but a service may ask, and only with an assertion made for intake', async () => {
    const { id } = await world.does('receivePetition', aReception());
    const before = await auditCount();
    expect((await contact(id, officer)).status).toBe(403);
    expect((await contact(id, notification, 'assignment')).status).toBe(401);
    expect((await fetch(`${url}/internal/contact`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(await auditCount()).toBe(before);
  });

  it('no event, no answer kept for a key, no audit link and no log line carries it, even when the database fails', async () => {
    const call = (field: string, type: string, input: object, key: string) =>
      post(
        '/graphql',
        JSON.stringify({
          query: `mutation ($input: ${type}!, $key: String!) { ${field}(input: $input, idempotencyKey: $key) { ... on Refusal { code } __typename } }`,
          variables: { input, key },
        }),
        officer,
      ).then((response) => response.json() as Promise<Answer>);
    const reception = aReception({ petitioners: [canary], petition: secret });
    const visit = aVisit({ visitors: [canary], petitions: [secret] });
    expect(await call('receivePetition', 'ReceivePetitionInput', reception, 'canary-1')).toEqual({
      data: { receivePetition: { __typename: 'Petition' } },
    });
    expect(await call('registerVisit', 'RegisterVisitInput', visit, 'canary-2')).toEqual({
      data: { registerVisit: { __typename: 'Visit' } },
    });
    await call('receivePetition', 'ReceivePetitionInput', { ...reception, agency: nowhere }, 'canary-3');
    await call('receivePetition', 'ReceivePetitionInput', { ...reception, channel: NAME }, 'canary-4');

    await database.asOwner("alter table petition add constraint trouble check (summary <> 'Việc-Rất-Riêng') not valid");
    for (const answer of [
      await call('receivePetition', 'ReceivePetitionInput', reception, 'canary-5'),
      await call('registerVisit', 'RegisterVisitInput', visit, 'canary-6'),
    ])
      expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_FAULT' } }]);
    await database.asOwner('alter table petition drop constraint trouble');
    expect(logged.filter((line) => line.includes('a request failed'))).toHaveLength(2);

    // What a petition says belongs into its table; it must stand nowhere else.
    const home = ['petition'];
    const tables = Object.keys(await world.rowCounts()).filter((table) => !home.includes(table));
    expect(tables).toEqual(expect.arrayContaining(['event', 'idempotency', 'audit_entry', 'visit', 'number_counter']));
    const dump = async (names: string[]) =>
      (
        await Promise.all(
          names.map((table) => world.pool.query(`select coalesce(jsonb_agg(t), '[]')::text as text from ${table} t`)),
        )
      )
        .map(({ rows }) => rows[0].text)
        .join();
    const [elsewhere, kept] = await Promise.all([dump(tables), dump(home)]);
    for (const text of canaries) {
      // What a petition says stands in its table, without whatever tells who brought it.
      expect([text, kept.includes(text)]).toEqual([text, text === 'Việc-Rất-Riêng']);
      expect(elsewhere + logged.join()).not.toContain(text);
    }
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
