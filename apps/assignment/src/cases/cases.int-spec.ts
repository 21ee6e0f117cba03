import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { applyChunk, createAppliedVersions } from '@tiepdan/event-delivery';
import { loadProvince } from '@tiepdan/province';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { agencyId, openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';
import { aClassifiedPetition, aReceivedPetition, petitionId } from './case.examples';

const province = loadProvince('libs/law/province/data');
const now = () => new Date('2026-08-27T03:00:00Z');
const officerWith = (role: string) =>
  province.officers.find(
    (officer) => officer.agencyId === agencyId && (officer.roles as readonly string[]).includes(role),
  )!;

describe('cases', () => {
  let world: AssignmentWorld;
  let pool: Pool;
  let readerPool: Pool;
  let consumer: AssignmentWorld['consumer'];
  let keys = 0;

  beforeAll(async () => {
    world = await openAssignmentWorld(await freshDatabase('assignment'), now);
    ({ pool, readerPool, consumer } = world);
  });
  afterAll(() => world.close());

  const ask: AssignmentWorld['ask'] = (...asked) => world.ask(...asked);
  const caseOf = async (number: number, fields = 'id version number stage', principal?: Partial<Principal>) =>
    (
      await ask(
        `{ _entities(representations: [{ __typename: "Petition", id: "${petitionId(number)}" }]) { ... on Petition { case { ${fields} } } } }`,
        principal,
      )
    ).data._entities[0].case;
  const command = async (
    mutation: string,
    input: object,
    principal?: Partial<Principal>,
    key = `key-${String(++keys).padStart(8, '0')}`,
  ) =>
    (
      await ask(
        `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
           ${mutation}(input: $input, idempotencyKey: "${key}") {
             ... on Case { id version stage officer { id } nextDeadline { rule dueOn } deadlines { rule dueOn status } } ... on CaseRefused { code field legalBasis } } }`,
        principal,
        input,
      )
    ).data?.[mutation];

  it('opens a case for a received complaint with the clocks of the law, which explain themselves', async () => {
    await consumer.apply(pool, [aReceivedPetition(1, agencyId)]);
    const found = await caseOf(
      1,
      'number stage overdue deadlines { rule dueOn status daysLeft evidence explanation { text steps { kind } } } nextDeadline { rule dueOn } history { nodes { label effectiveOn } } petitions { nodes { id } }',
    );
    expect(found).toMatchObject({
      number: 'BTCD-KN-2026-000001',
      stage: 'HANDLING',
      overdue: false,
      nextDeadline: { rule: 'xld.process_don.max', dueOn: '2026-09-03' },
      history: { nodes: [{ label: 'Mở vụ việc', effectiveOn: '2026-08-24' }] },
      petitions: { nodes: [{ id: petitionId(1) }] },
    });
    const accept = found.deadlines.find(({ rule }: { rule: string }) => rule === 'kn.accept.first.max');
    expect(accept).toMatchObject({ dueOn: '2026-09-07', status: 'RUNNING', daysLeft: 4, evidence: 'CONFIRMED' });
    expect(accept.explanation.steps.at(-1).kind).toBe('DUE');
    expect(accept.explanation.text).toContain('07/09/2026');
  });

  it('goes from receipt to acceptance: classified, assigned, accepted, each clock met or started', async () => {
    await consumer.apply(pool, [aClassifiedPetition(1, agencyId)]);
    const proposed = await caseOf(1, 'id version stage state { code } allowedActions { action allowed }');
    expect(proposed).toMatchObject({ stage: 'PROPOSED', state: { code: 'PROPOSED_ACCEPT' } });
    expect(proposed.allowedActions).toContainEqual({ action: 'acceptCase', allowed: true });
    const officer = officerWith('resolver').id;
    const assigned = await command('assignCase', { case: proposed.id, expectedVersion: proposed.version, officer });
    expect(assigned).toMatchObject({ officer: { id: officer }, version: 3 });
    const document = { number: '15/TB-BTCD', issuedOn: '2026-08-27' };
    const accepted = await command('acceptCase', { case: proposed.id, expectedVersion: 3, document });
    expect(accepted).toMatchObject({
      stage: 'ACCEPTED',
      version: 4,
      nextDeadline: { rule: 'kn.resolve.first.normal.max', dueOn: '2026-09-28' },
    });
    expect(
      Object.fromEntries(
        accepted.deadlines.map((deadline: { rule: string; status: string }) => [deadline.rule, deadline.status]),
      ),
    ).toEqual({
      'xld.process_don.max': 'MET',
      'tcd.reply_citizen.max': 'MET',
      'kn.accept.first.max': 'MET',
      'kn.resolve.first.normal.max': 'RUNNING',
    });
    const { rows } = await pool.query("select payload from event where type = 'CaseAccepted'");
    expect(rows[0].payload).toMatchObject({
      documentNumber: '15/TB-BTCD',
      noticeDueOn: '2026-09-07',
      replyChannel: 'EMAIL',
      caseNumber: 'BTCD-KN-2026-000001',
    });
    const { nodes } = (await caseOf(1, 'history { nodes { type actor { id } document { number } } }')).history;
    expect(nodes.at(-1)).toEqual({
      type: 'CaseAccepted',
      actor: { id: officerWith('head').id },
      document: { number: '15/TB-BTCD' },
    });
  });

  it('answers the same key with the same answer, and refuses it for another input', async () => {
    await consumer.apply(pool, [aReceivedPetition(2, agencyId)]);
    const { id } = await caseOf(2);
    const input = { case: id, expectedVersion: 1, officer: officerWith('resolver').id };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => command('assignCase', input, {}, 'key-of-twenty')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].version).toBe(2);
    expect(await command('assignCase', { ...input, expectedVersion: 2 }, {}, 'key-of-twenty')).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('refuses with a code what the law, the workflow or the version does not allow, and stores nothing', async () => {
    await consumer.apply(pool, [
      aReceivedPetition(3, agencyId),
      aReceivedPetition(4, agencyId, { kind: 'DENUNCIATION', respondentOfficerId: officerWith('resolver').id }),
    ]);
    const { id } = await caseOf(3);
    const denunciation = await caseOf(4);
    const before = (await pool.query('select count(*)::int as n from event')).rows[0].n;
    const document = { issuedOn: '2026-08-27' };
    const stranger = province.officers.find((officer) => officer.agencyId !== agencyId)!;
    const refused = async (...call: Parameters<typeof command>) => (await command(...call)).code;
    expect(await refused('acceptCase', { case: id, expectedVersion: 1, document })).toBe('ACTION_NOT_ALLOWED');
    expect(await refused('assignCase', { case: id, expectedVersion: 7, officer: stranger.id })).toBe('VERSION_CHANGED');
    expect(await refused('assignCase', { case: id, expectedVersion: 1, officer: stranger.id })).toBe(
      'OFFICER_OF_OTHER_AGENCY',
    );
    expect(await refused('assignCase', { case: id, expectedVersion: 1, officer: 'nobody' })).toBe('OFFICER_UNKNOWN');
    expect(await refused('assignCase', { case: 'nothing', expectedVersion: 1, officer: stranger.id })).toBe(
      'CASE_UNKNOWN',
    );
    expect(
      await refused(
        'assignCase',
        { case: id, expectedVersion: 1, officer: stranger.id },
        { agencyId: stranger.agencyId },
      ),
    ).toBe('CASE_UNKNOWN');
    expect(
      await refused('assignCase', { case: denunciation.id, expectedVersion: 1, officer: officerWith('resolver').id }),
    ).toBe('CONFLICT_OF_INTEREST');
    expect((await pool.query('select count(*)::int as n from event')).rows[0].n).toBe(before);
  });

  it('refuses an acceptance dated in the future or before the petition came', async () => {
    await consumer.apply(pool, [aClassifiedPetition(3, agencyId)]);
    const { id, version } = await caseOf(3);
    const accept = (issuedOn: string) =>
      command('acceptCase', { case: id, expectedVersion: version, document: { issuedOn } });
    expect(await accept('2026-08-28')).toMatchObject({ code: 'DOCUMENT_IN_FUTURE', field: 'document.issuedOn' });
    expect(await accept('2026-08-23')).toMatchObject({ code: 'DOCUMENT_BEFORE_RECEIPT', legalBasis: 'Luật KN Đ.27' });
  });

  it('never shows a case to the officer it is about, nor in his worklist', async () => {
    const accused = { id: officerWith('resolver').id };
    expect(await caseOf(4)).not.toBeNull();
    expect(await caseOf(4, 'id', accused)).toBeNull();
    const { data } = await ask('{ worklist(filter: { kind: DENUNCIATION }) { nodes { number } } }', accused);
    expect(data.worklist.nodes).toEqual([]);
  });

  it('lets a duplicate join the case of the petition it repeats; nothing is merged or deleted', async () => {
    await consumer.apply(pool, [
      aReceivedPetition(5, agencyId),
      aClassifiedPetition(5, agencyId, { duplicateOfId: petitionId(3), direction: 'FILE' }),
    ]);
    const original = await caseOf(3, 'id number petitions { nodes { id } }');
    expect((await caseOf(5)).id).toBe(original.id);
    expect(original.petitions.nodes.map(({ id }: { id: string }) => id)).toEqual([petitionId(3), petitionId(5)]);
    const { rows } = await pool.query('select state, next_due_on from cases where petition_id = $1', [petitionId(5)]);
    expect(rows).toEqual([{ state: 'JOINED', next_due_on: null }]);
  });

  it('ends every clock of a petition that is filed, and leaves the worklist', async () => {
    await consumer.apply(pool, [
      aReceivedPetition(6, agencyId),
      aClassifiedPetition(6, agencyId, { eligible: false, direction: 'FILE' }),
    ]);
    const filed = await caseOf(6, 'id stage outcome { code } deadlines { status } nextDeadline { rule }');
    expect(filed).toMatchObject({ stage: 'FILED', outcome: { code: 'FILED' }, nextDeadline: null });
    expect(filed.deadlines.map(({ status }: { status: string }) => status).sort()).toEqual(['CANCELLED', 'MET', 'MET']);
  });

  it('lists the most urgent case first and goes on where the page ended', async () => {
    await consumer.apply(pool, [aReceivedPetition(7, agencyId, { channel: 'POST', receivedOn: '2026-08-03' })]);
    const first = (await ask('{ worklist(first: 1) { nodes { number overdue } pageInfo { hasNextPage endCursor } } }'))
      .data.worklist;
    expect(first.nodes).toEqual([{ number: 'BTCD-KN-2026-000006', overdue: true }]);
    const rest = (
      await ask(`{ worklist(after: "${first.pageInfo.endCursor}") { nodes { number nextDeadline { dueOn } } } }`)
    ).data.worklist;
    const dueDays = rest.nodes.map(({ nextDeadline }: { nextDeadline: { dueOn: string } }) => nextDeadline.dueOn);
    expect(dueDays).toEqual([...dueDays].sort());
    expect(rest.nodes.map(({ number }: { number: string }) => number)).not.toContain('BTCD-KN-2026-000006');
  });

  it('opens 500 cases with as many statements as one', async () => {
    const counter = countStatements(pool, readerPool);
    await consumer.apply(pool, [aReceivedPetition(10, agencyId)]);
    const statementsForOne = counter.statements.length;
    counter.reset();
    await consumer.apply(
      pool,
      Array.from({ length: 500 }, (_, number) => aReceivedPetition(1_000 + number, agencyId)),
    );
    expect(counter.statements.length).toBe(statementsForOne);
    counter.stop();
  });

  it('answers case and next deadline of 100 petitions with one statement for each table', async () => {
    const representations = Array.from(
      { length: 100 },
      (_, number) => `{ __typename: "Petition", id: "${petitionId(1_000 + number)}" }`,
    );
    const counter = countStatements(pool, readerPool);
    const { data } = await ask(
      `{ _entities(representations: [${representations.join()}]) { ... on Petition { case { number nextDeadline { dueOn } } } } }`,
    );
    expect(data._entities[99].case).toEqual({
      number: expect.stringMatching(/^BTCD-KN-2026-\d{6}$/),
      nextDeadline: { dueOn: '2026-09-03' },
    });
    expect(counter.statements).toHaveLength(2);
    counter.stop();
  });

  it('lets a reader wait until a petition just written has its case', async () => {
    const applied = createAppliedVersions(pool, consumer.name);
    const waiting = applied.waitFor([{ aggregateId: petitionId(20), version: 1 }], 5_000);
    const { topic, ...event } = aReceivedPetition(20, agencyId);
    const value = JSON.stringify({ topic, ...event });
    const result = await applyChunk(pool, consumer, {
      topic,
      partition: 0,
      messages: [{ offset: 0, key: petitionId(20), value }],
    });
    applied.notify(result.applied);
    expect(await waiting).toBe(true);
    expect(await caseOf(20)).toMatchObject({ stage: 'HANDLING' });
  });

  it('keeps numbers without gap, versions without gap, and an unbroken audit chain', async () => {
    const { rows } = await pool.query(
      "select count(*)::int as cases, max(right(number, 6)::int) as last from cases where number like 'BTCD-KN-2026-%'",
    );
    expect(rows[0].last).toBe(rows[0].cases);
    expect(
      (await pool.query('select from event group by aggregate_id having max(aggregate_version) <> count(*)')).rowCount,
    ).toBe(0);
    expect(await firstBrokenLink(pool, agencyId)).toBeNull();
  });
});
