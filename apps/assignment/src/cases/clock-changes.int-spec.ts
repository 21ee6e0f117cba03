import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { computeDeadline } from '@tiepdan/deadline';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { agencyId, openAssignmentWorld, stranger, type AssignmentWorld } from '../testing/assignment.world';
import { clockOf, ToldCases } from '../testing/told-cases';
import { aWithdrawnPetition } from './case.examples';

const law = loadLaw('libs/law/data');
const COMPLAINT = 'kn.resolve.first.normal.max';
const DENUNCIATION = 'tc.resolve.normal.max';

let today = '2026-08-20';
/** Noon of that day in the province. */
const now = () => new Date(`${today}T05:00:00Z`);

describe('clocks to which something happens', () => {
  let world: AssignmentWorld;
  let cases: ToldCases;

  beforeAll(async () => {
    world = await openAssignmentWorld(await freshDatabase('assignment clocks'), now);
    cases = new ToldCases(world);
  });
  beforeEach(() => {
    today = '2026-08-20';
  });
  afterAll(() => world.close());

  const eventsOf = async (id: string) =>
    (
      await world.pool.query('select type, payload from event where aggregate_id = $1 order by aggregate_version', [id])
    ).rows.map(({ type, payload }) => ({ type, ...payload }));

  it('stand still and run again: due on the day the law computes, which explains itself at every step', async () => {
    const number = await cases.accepted('2026-07-10');
    const suspended = await cases.suspend(number, '2026-08-10');
    expect(suspended).toMatchObject({ stage: 'SUSPENDED', nextDeadline: { rule: 'kn.suspend.send.max' } });
    const stopped = clockOf(suspended, COMPLAINT);
    expect(stopped).toMatchObject({ status: 'PAUSED', daysLeft: 0 });
    expect(stopped.explanation.text).toContain('Đang tạm dừng từ ngày 10/08/2026');
    expect(await cases.take(number, 'confirmSending', '2026-08-12')).toMatchObject({
      overdue: false,
      nextDeadline: null,
    });

    const resumed = await cases.take(number, 'resumeCase', '2026-08-17');
    const pauses = [{ from: toDay('2026-08-10'), to: toDay('2026-08-17') }];
    const { dueOn } = computeDeadline({ law, ruleKey: COMPLAINT, startedOn: toDay('2026-07-10'), pauses });
    expect(dueOn).toBe('2026-08-17');
    expect(resumed).toMatchObject({ stage: 'ACCEPTED', state: { code: 'ACCEPTED' }, overdue: true });
    const running = clockOf(resumed, COMPLAINT);
    expect(running).toMatchObject({ status: 'RUNNING', dueOn });
    expect(running.explanation.steps.map(({ kind }) => kind)).toContain('PAUSED');
    expect(running.explanation.text).not.toContain('Đang tạm dừng');

    const { history } = await cases.shown(number, 'history { nodes { type label effectiveOn document { number } } }');
    expect(history.nodes.slice(-3)).toEqual([
      {
        type: 'CaseSuspended',
        label: 'Tạm đình chỉ giải quyết',
        effectiveOn: '2026-08-10',
        document: { number: '1/QĐ' },
      },
      {
        type: 'CaseSendingConfirmed',
        label: 'Xác nhận đã gửi quyết định tạm đình chỉ, tiếp tục',
        effectiveOn: '2026-08-12',
        document: { number: '1/QĐ' },
      },
      { type: 'CaseResumed', label: 'Tiếp tục giải quyết', effectiveOn: '2026-08-17', document: { number: '1/QĐ' } },
    ]);
    const told = await eventsOf(resumed.id);
    expect(told.find(({ type }) => type === 'CaseSuspended')).toEqual({
      type: 'CaseSuspended',
      agencyId,
      state: 'SUSPENDED',
      suspendedOn: '2026-08-10',
      ground: 'AWAITING_OTHER_BODY',
      documentNumber: '1/QĐ',
      deadlines: [
        { rule: COMPLAINT, startedOn: '2026-07-10', dueOn: '2026-08-10', status: 'PAUSED' },
        { rule: 'kn.suspend.send.max', startedOn: '2026-08-10', dueOn: '2026-08-13', status: 'RUNNING' },
      ],
    });
  });

  it('are never late while they stand still, and leave the top of the worklist', async () => {
    today = '2026-08-10';
    const still = await cases.accepted('2026-07-13');
    const other = await cases.accepted('2026-07-17');
    const worklist = async (filter = '') =>
      (await world.ask(`{ worklist(first: 100${filter}) { nodes { id } } }`)).data.worklist.nodes.map(
        ({ id }: { id: string }) => id,
      );
    const { id } = await cases.shown(still);
    const { id: otherId } = await cases.shown(other);
    const before = await worklist();
    expect(before.indexOf(id)).toBeLessThan(before.indexOf(otherId));
    await cases.suspend(still, '2026-08-06');
    await cases.take(still, 'confirmSending', '2026-08-07');
    const after = await worklist();
    expect(after.indexOf(id)).toBeGreaterThan(after.indexOf(otherId));

    today = '2026-09-30';
    const { overdue, deadlines } = await cases.shown(still);
    expect(overdue).toBe(false);
    expect(deadlines.find(({ rule }) => rule === COMPLAINT)).toMatchObject({ status: 'PAUSED', daysLeft: 6 });
    expect(await worklist(', filter: { overdue: true }')).not.toContain(id);
    expect(await worklist(', filter: { overdue: true }')).toContain(otherId);
  });

  it('are computed by the days declared while they stood still', async () => {
    today = '2026-10-05';
    const number = await cases.accepted('2026-09-15');
    await cases.suspend(number, '2026-10-01');
    const declared = await world.ask(
      `mutation ($input: DeclareCalendarDayInput!) { declareCalendarDay(input: $input, idempotencyKey: "declare-clocks") {
         ... on CalendarDay { day } ... on CalendarDayRefused { code message } } }`,
      { roles: ['administrator'] },
      {
        day: '2026-10-19',
        kind: 'SWAP_OFF',
        name: 'Nghỉ hoán đổi',
        document: { number: '1/TB', issuedOn: '2026-10-02' },
      },
    );
    expect(declared.data.declareCalendarDay).toEqual({ day: '2026-10-19' });
    await world.recompute();
    expect(clockOf(await cases.shown(number), COMPLAINT)).toMatchObject({ status: 'PAUSED', dueOn: '2026-10-15' });
    // Four days after 15 October is the day declared off.
    const resumed = await cases.take(number, 'resumeCase', '2026-10-05');
    expect(clockOf(resumed, COMPLAINT)).toMatchObject({ status: 'RUNNING', dueOn: '2026-10-20' });
  });

  it('end with a case that ends while it is suspended', async () => {
    const number = await cases.accepted('2026-08-03');
    await cases.suspend(number, '2026-08-10');
    await world.consumer.apply(world.pool, [aWithdrawnPetition(number, agencyId, { withdrawnOn: '2026-08-18' })]);
    const ended = await cases.shown(number);
    expect(ended).toMatchObject({ stage: 'TERMINATED', nextDeadline: null });
    expect(clockOf(ended, COMPLAINT).status).toBe('CANCELLED');
    const { rows } = await world.pool.query(
      'select previous_state, suspended_on, next_due_on from cases where id = $1',
      [ended.id],
    );
    expect(rows).toEqual([{ previous_state: null, suspended_on: null, next_due_on: null }]);
  });

  it('are extended for complex denunciations only, and as often as the law allows', async () => {
    const complex = await cases.denounced('COMPLEX');
    const extended = await cases.take(complex, 'extendCase', '2026-08-20');
    expect(clockOf(extended, DENUNCIATION)).toMatchObject({ dueOn: '2026-09-29', status: 'RUNNING' });
    expect(clockOf(extended, DENUNCIATION).explanation.steps.map(({ kind }) => kind)).toContain('EXTENDED');
    expect(await cases.take(complex, 'extendCase', '2026-08-20')).toMatchObject({ code: 'CONDITION_NOT_MET' });
    const especially = await cases.denounced('ESPECIALLY_COMPLEX');
    await cases.take(especially, 'extendCase', '2026-08-20');
    expect(clockOf(await cases.take(especially, 'extendCase', '2026-08-20'), DENUNCIATION).dueOn).toBe('2026-10-29');
    expect(await cases.take(especially, 'extendCase', '2026-08-20')).toMatchObject({ code: 'CONDITION_NOT_MET' });
    const normal = await cases.denounced('NORMAL');
    expect(await cases.take(normal, 'extendCase', '2026-08-20')).toMatchObject({ code: 'CONDITION_NOT_MET' });
    expect((await eventsOf(extended.id)).at(-1)).toMatchObject({
      type: 'CaseExtended',
      extendedOn: '2026-08-20',
      extensions: 1,
      deadlines: [{ rule: DENUNCIATION, dueOn: '2026-09-29', status: 'RUNNING' }],
    });
    today = '2026-09-04';
    const late = await cases.denounced('COMPLEX');
    expect(await cases.take(late, 'extendCase', '2026-09-03')).toMatchObject({
      code: 'EXTENSION_AFTER_EXPIRY',
      legalBasis: 'Luật TC Đ.30 k.2, k.3',
    });
    const { allowedActions } = await cases.shown(late, 'allowedActions { action allowed reason }');
    expect(allowedActions).toContainEqual({
      action: 'extendCase',
      allowed: false,
      reason: 'Thời hạn giải quyết đã hết nên không gia hạn được nữa.',
    });
  });

  it('stay as they are when the step is refused, with the input that is wrong', async () => {
    const early = await cases.accepted('2026-06-15');
    expect(await cases.suspend(early, '2026-06-30')).toMatchObject({ code: 'ACTION_UNKNOWN' });
    const number = await cases.accepted('2026-08-03');
    const { id, version } = await cases.shown(number);
    const before = (await world.pool.query('select count(*)::int as n from event')).rows[0].n;
    expect(await cases.suspend(number, '2026-08-02')).toMatchObject({
      code: 'DOCUMENT_BEFORE_RECEIPT',
      field: 'document.issuedOn',
    });
    expect(await cases.suspend(number, '2026-08-21')).toMatchObject({ code: 'DOCUMENT_IN_FUTURE' });
    expect(await cases.suspend(number, '2026-08-10', 'AWAITING_ASSESSMENT')).toMatchObject({
      code: 'SUSPENSION_GROUND_UNKNOWN',
      field: 'ground',
      legalBasis: expect.stringContaining('Đ.11a'),
    });
    const document = { issuedOn: '2026-08-10' };
    const input = { case: id, expectedVersion: version, document, ground: 'AWAITING_OTHER_BODY' };
    expect(await cases.command('suspendCase', { ...input, expectedVersion: version - 1 })).toMatchObject({
      code: 'VERSION_CHANGED',
    });
    const elsewhere = { id: stranger.id, agencyId: stranger.agencyId };
    expect(await cases.command('suspendCase', input, elsewhere)).toMatchObject({ code: 'CASE_UNKNOWN' });
    expect(await cases.command('suspendCase', input, { roles: ['processor'] })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await world.pool.query('select count(*)::int as n from event')).rows[0].n).toBe(before);
    expect(await cases.shown(number)).toMatchObject({ version, stage: 'ACCEPTED' });
  });

  it('are changed once for one key', async () => {
    const { id, version } = await cases.shown(await cases.accepted('2026-08-03'));
    const document = { issuedOn: '2026-08-10' };
    const input = { case: id, expectedVersion: version, document, ground: 'AWAITING_OTHER_BODY' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => cases.command('suspendCase', input, {}, 'suspend-once')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ version: version + 1, stage: 'SUSPENDED' });
    expect(await cases.command('suspendCase', { ...input, ground: 'OTHER' }, {}, 'suspend-once')).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('show what may be done next', async () => {
    const number = await cases.accepted('2026-08-03');
    const allowed = async () => {
      const { allowedActions } = await cases.shown(number, 'allowedActions { action allowed dueOn }');
      return allowedActions.filter((action) => action.allowed).map(({ action }) => action);
    };
    expect(await allowed()).toEqual(['assignCase', 'suspendCase']);
    await cases.suspend(number, '2026-08-10');
    expect(await allowed()).toEqual(['assignCase', 'resumeCase', 'confirmSending']);
    const { allowedActions } = await cases.shown(number, 'allowedActions { action allowed dueOn }');
    expect(allowedActions).toContainEqual({ action: 'confirmSending', allowed: true, dueOn: '2026-08-13' });
    await cases.take(number, 'confirmSending', '2026-08-11');
    await cases.take(number, 'resumeCase', '2026-08-17');
    expect(await allowed()).toEqual(['assignCase', 'suspendCase', 'confirmSending']);
  });

  it('cost as many statements as those of an acceptance', async () => {
    const document = { issuedOn: '2026-08-10' };
    const number = await cases.proposed('2026-08-03');
    const { id, version } = await cases.shown(number);
    const counter = countStatements(world.pool, world.readerPool);
    const counts: number[] = [];
    for (const [step, mutation] of ['acceptCase', 'suspendCase', 'confirmSending', 'resumeCase'].entries()) {
      counter.reset();
      const ground = mutation === 'suspendCase' ? { ground: 'AWAITING_OTHER_BODY' } : {};
      const answer = await cases.command(mutation, { case: id, expectedVersion: version + step, document, ...ground });
      expect(answer.version).toBe(version + step + 1);
      counts.push(counter.statements.length);
    }
    counter.stop();
    expect(new Set(counts).size).toBe(1);
  });

  it('leave versions without gap and an unbroken audit chain', async () => {
    const gaps = 'select from event group by aggregate_id having max(aggregate_version) <> count(*)';
    expect((await world.pool.query(gaps)).rowCount).toBe(0);
    const stale = `select from cases c where next_due_on is distinct from
      (select min(due_on) from case_deadline d where d.case_id = c.id and d.status = 'RUNNING')`;
    expect((await world.pool.query(stale)).rowCount).toBe(0);
    expect(await firstBrokenLink(world.pool, agencyId)).toBeNull();
  });
});
