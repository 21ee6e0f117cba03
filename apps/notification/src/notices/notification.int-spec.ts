import { simpleParser, type ParsedMail } from 'mailparser';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Pool } from 'pg';
import { verifyAssertion, ASSERTION_HEADER, type Principal } from '@tiepdan/access';
import type { ServiceWorld } from '@tiepdan/service-world';
import { matterConsumer } from '@tiepdan/standing';
import { readBody } from '@tiepdan/subgraph';
import { countStatements, freshDatabase, until } from '@tiepdan/testkit';
import { openNotificationWorld } from '../testing/notification.world';
import { deliveryReportRoute } from './delivery-report.route';
import { intakeContacts } from './http.contacts';
import {
  agencyId,
  anAcceptedCase,
  anImportedDirective,
  aReceivedPetition,
  caseId,
  movedDeadlines,
} from './notice.examples';
import { notificationConsumer } from './notification.consumer';
import { startSender } from './sender.worker';
import { smtpMailer } from './smtp.mailer';

const NAME = 'Hoàng Thị Chim-Canh-Cụt';
const EMAIL = 'chim-canh-cut@example.vn';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const intakeKey = Buffer.alloc(32, 5);

describe('notification', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  const onStop = (_: string, stop: () => Promise<unknown> | void) => void stops.push(stop);
  const logged: string[] = [];
  const line = (fields: object, message: string) => void logged.push(JSON.stringify({ fields, message }));
  const log = { debug: line, info: line, warn: line, error: line };
  const mails: ParsedMail[] = [];
  let pool: Pool;
  let readerPool: Pool;
  let world: ServiceWorld;
  let isMailServerRefusing = false;
  let wakeSender: () => void;
  let report: (messageId: string, secret?: string) => Promise<number>;

  beforeAll(async () => {
    world = await openNotificationWorld(await freshDatabase('notification'));
    ({ pool, readerPool } = world);

    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, done) => done(isMailServerRefusing ? new Error('421 not now') : null),
      onData: (stream, _session, done) => void simpleParser(stream).then((mail) => (mails.push(mail), done())),
    });
    const smtpPort = await listening(smtp.server as never, () => smtp.listen(0));
    const intake = createServer((request, response) => {
      void readBody(request).then((body) => {
        const caller = verifyAssertion(
          intakeKey,
          { audience: 'intake', body: body! },
          String(request.headers[ASSERTION_HEADER]),
          Date.now(),
        );
        if (!caller?.roles.includes('service')) return response.writeHead(401).end();
        response.end(JSON.stringify({ name: NAME, email: EMAIL, addressText: null }));
      });
    });
    const intakePort = await listening(intake, () => intake.listen(0));
    const route = deliveryReportRoute(
      SECRET,
      pool,
      () => new Date(),
      () => undefined,
    );
    const reports = createServer(
      (request, response) => void readBody(request).then((body) => route(request, response, body!)),
    );
    const reportPort = await listening(reports, () => reports.listen(0));
    report = async (messageId, secret = SECRET) =>
      (
        await fetch(`http://127.0.0.1:${reportPort}/delivery-reports/${secret}`, {
          method: 'POST',
          body: JSON.stringify({ MessageID: messageId }),
        })
      ).status;
    stops.unshift(
      () => new Promise<void>((closed) => smtp.close(() => closed())),
      () => void intake.close(),
      () => void reports.close(),
    );

    const mailer = smtpMailer(
      `smtp://127.0.0.1:${smtpPort}?ignoreTLS=true`,
      'Ban Tiếp công dân <btcd@example.vn>',
      onStop,
    );
    const contacts = intakeContacts(`http://127.0.0.1:${intakePort}`, intakeKey);
    ({ wake: wakeSender } = startSender({
      pool,
      mailer,
      contacts,
      now: () => new Date(),
      wakeRelay: () => undefined,
      log,
      onStop,
    }));
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await world.close();
  });

  type Applied = Parameters<typeof notificationConsumer.apply>[1];
  const matters = matterConsumer('notification/matters');
  /** Of petitions about nobody in particular. */
  const apply = async (events: Applied) => {
    await notificationConsumer.apply(pool, events);
    wakeSender();
    const petitions = events.flatMap((event) => (event.type === 'CaseAccepted' ? [event.data.petitionId] : []));
    await matters.apply(
      pool,
      petitions.map((id) => aReceivedPetition(id, {})),
    );
  };
  const statusOf = async (number: number) =>
    (await pool.query<{ status: string }>('select status from notice where case_id = $1', [caseId(number)])).rows[0]
      ?.status;
  const ask = (source: string, as: Partial<Principal> = {}) => world.ask(source, { as });

  it('sends the acceptance notice by SMTP in Vietnamese, and a delivery report makes it delivered', async () => {
    await apply([anAcceptedCase(1)]);
    await until(async () => (await statusOf(1)) === 'SENT');
    const mail = mails.find(({ messageId }) => messageId?.includes('@tiepdan'))!;
    expect(mail.subject).toBe('Thông báo thụ lý đơn số BTCD-D-2026-000012');
    expect(mail.text).toContain(`Kính gửi ông (bà) ${NAME},`);
    expect(mail.text).toContain('Thời hạn giải quyết: chậm nhất ngày 23/09/2026.');
    expect(await report(mail.messageId!)).toBe(204);
    expect(await statusOf(1)).toBe('DELIVERED');
  });

  it('makes one notice of one event, however often it comes, and sends it once', async () => {
    await Promise.all([apply([anAcceptedCase(2)]), apply([anAcceptedCase(2)]), apply([anAcceptedCase(2)])]);
    await until(async () => (await statusOf(2)) === 'SENT');
    const { rows } = await pool.query(
      'select count(*)::int as notices, sum(attempt_count)::int as attempts from notice where case_id = $1',
      [caseId(2)],
    );
    expect(rows).toEqual([{ notices: 1, attempts: 1 }]);
  });

  it('tries again after the mail server refused, and sends once in the end', async () => {
    isMailServerRefusing = true;
    await apply([anAcceptedCase(3)]);
    await until(async () => (await pool.query('select from delivery_attempt where not accepted')).rowCount === 1);
    expect(await statusOf(3)).toBe('PENDING');
    isMailServerRefusing = false;
    await until(async () => (await statusOf(3)) === 'SENT', { timeoutMs: 10_000 });
    const { rows } = await pool.query(
      'select accepted from delivery_attempt a join notice n on n.id = a.notice_id where case_id = $1 order by ordinal',
      [caseId(3)],
    );
    expect(rows).toEqual([{ accepted: false }, { accepted: true }]);
  });

  it('keeps a notice delivered when the report comes before the answer of the mail server is recorded', async () => {
    await notificationConsumer.apply(pool, [anAcceptedCase(4, { replyChannel: 'LETTER' })]);
    const { rows } = await pool.query<{ id: string }>(
      "update notice set channel = 'EMAIL' where case_id = $1 returning id",
      [caseId(4)],
    );
    expect(await report(`<${rows[0]!.id}@tiepdan>`)).toBe(204);
    wakeSender();
    expect(await statusOf(4)).toBe('DELIVERED');
  });

  it('believes no report without the secret', async () => {
    expect(await report('whatever@tiepdan', 'a-guess')).toBe(401);
  });

  it('holds a pending notice for every recipient of a directive, a group as the group it is printed as', async () => {
    const recipients = Array.from({ length: 60 }, (_, number) => ({
      text: `Sở thứ ${number}`,
      agencyId: number ? null : agencyId,
      group: number > 50,
    }));
    const counter = countStatements(pool, readerPool);
    await apply([anImportedDirective(recipients)]);
    counter.stop();
    expect(counter.statements.length).toBeLessThanOrEqual(3);
    const { data } = await ask(
      '{ notices(filter: { status: PENDING, channel: LETTER }, first: 100) { nodes { template audience text } } }',
    );
    expect(data.notices.nodes).toHaveLength(60);
    expect(data.notices.nodes[0].text).toContain('Đề nghị cơ quan, đơn vị xác nhận');
  });

  it('gives each officer one summary of the deadlines a change of the calendar moved, and the head that of unassigned cases', async () => {
    const events = [movedDeadlines(1, caseId(77)), movedDeadlines(2, null)];
    await apply(events);
    await apply(events);
    const { rows } = await pool.query(
      `select audience, officer_id, channel, due_on::text as due from notice where template = 'deadlines-moved' order by audience`,
    );
    expect(rows).toEqual([
      { audience: 'agency-head', officer_id: null, channel: 'IN_APP', due: '2026-12-01' },
      { audience: 'officer', officer_id: caseId(77), channel: 'IN_APP', due: '2026-12-01' },
    ]);
    const { data } = await ask('{ notices(filter: { channel: IN_APP }) { nodes { text } } }');
    expect(data.notices.nodes[0].text).toContain(
      'Lịch làm việc thay đổi ở ngày 30/11/2026, 05/12/2026; thời hạn của 12 vụ việc đã được tính lại.',
    );
  });

  it('finds the notices of 100 cases with one statement, and their attempts with one more', async () => {
    const counter = countStatements(pool, readerPool);
    const cases = Array.from({ length: 100 }, (_, number) => `{ __typename: "Case", id: "${caseId(number + 1)}" }`);
    const { data } = await ask(
      `{ _entities(representations: [${cases.join()}]) { ... on Case { notices { nodes { id attempts { accepted } } } } } }`,
    );
    counter.stop();
    expect(data._entities[0].notices.nodes[0].attempts).toEqual([{ accepted: true }]);
    expect(data._entities[99].notices.nodes).toEqual([]);
    expect(counter.statements.filter((statement) => statement.includes('from unnest'))).toHaveLength(1);
    expect(counter.statements.filter((statement) => statement.includes('delivery_attempt where'))).toHaveLength(1);
  });

  it('lets only the addressed agency acknowledge, once per key, at the version it read', async () => {
    const { data } = await ask(
      `{ notices(filter: { agency: "${agencyId}", channel: LETTER }) { nodes { id version } } }`,
    );
    const { id, version } = data.notices.nodes.at(-1);
    const mutation = (expectedVersion: number, key: string) =>
      `mutation { acknowledgeNotice(input: { notice: "${id}", expectedVersion: ${expectedVersion} }, idempotencyKey: "${key}") { ... on Notice { status version } ... on NoticeRefused { code } } }`;
    const answered = async (...call: Parameters<typeof ask>) => (await ask(...call)).data.acknowledgeNotice;
    expect(await answered(mutation(version, 'key-00000001'), { agencyId: caseId(5) })).toEqual({
      code: 'NOTICE_UNKNOWN',
    });
    expect(await answered(mutation(version + 5, 'key-00000002'))).toEqual({ code: 'VERSION_CHANGED' });
    const done = { status: 'ACKNOWLEDGED', version: version + 1 };
    expect(await answered(mutation(version, 'key-00000003'))).toEqual(done);
    expect(await answered(mutation(version, 'key-00000003'))).toEqual(done);
    expect(await answered(mutation(version, 'key-00000004'))).toEqual({ code: 'ALREADY_ACKNOWLEDGED' });
  });

  it('gives every notice gapless versions in its events', async () => {
    const { rows } = await pool.query(
      'select aggregate_id from event group by aggregate_id having max(aggregate_version) <> count(*)',
    );
    expect(rows).toEqual([]);
  });

  it('shows the text of a notice only to the agency it concerns and to those who watch over all', async () => {
    const query = `{ _entities(representations: [{ __typename: "Case", id: "${caseId(1)}" }]) { ... on Case { notices { nodes { text } } } } }`;
    const { data, errors } = await ask(query, { agencyId: caseId(7), roles: ['leader'] });
    expect(data._entities[0].notices.nodes[0].text).toBeNull();
    expect(errors).toHaveLength(1);
    const handler = await ask(query, { agencyId: caseId(7), roles: ['processor'] });
    expect([handler.data._entities[0].notices.nodes, handler.errors]).toEqual([[], undefined]);
  });

  it('keeps neither name nor address: not in a table, not in an event, not in the log', async () => {
    const { rows: tables } = await pool.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = 'public'",
    );
    const dumps = await Promise.all(
      tables.map(({ tablename }) =>
        pool.query(`select coalesce(jsonb_agg(t), '[]')::text as dump from ${tablename} t`),
      ),
    );
    const everything = dumps.map(({ rows }) => rows[0].dump).join() + logged.join();
    expect(everything).toContain('BTCD-D-2026-000012');
    expect(everything).not.toContain(NAME);
    expect(everything).not.toContain(EMAIL);
  });
});

async function listening(
  server: { once(event: 'listening', then: () => void): unknown; address(): AddressInfo | string | null },
  listen: () => unknown,
): Promise<number> {
  const ready = new Promise<void>((resolve) => server.once('listening', resolve));
  listen();
  await ready;
  return (server.address() as AddressInfo).port;
}
