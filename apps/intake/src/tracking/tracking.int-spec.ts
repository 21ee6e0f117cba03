import { verifyReceipt } from '@tiepdan/receipt';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, anIdentified, aReception, aVisit } from '../testing/examples';
import { openIntakeWorld, publishedKeys, receipts, type IntakeWorld } from '../testing/intake.world';
import { keepSteps } from './progress.repository';

const denunciation = aDraft({
  kind: 'DENUNCIATION',
  summary: 'Tố cáo nhận tiền.',
  respondent: { kind: 'PERSON', name: 'Lê Văn Bị' },
});
const receptionist = { roles: ['receptionist'] };
const id = (tail: string) => `0190a000-0000-7000-8000-000000000${tail}`;

describe('a receipt', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_tracking');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const citizen = (caller: string) => ({ id: `visitor:${caller}`, agencyId: null, roles: ['citizen'] });
  let visitors = 0;
  const track = async (receipt: string, caller = `lone ${visitors++}`) => {
    const { data, errors } = await world.ask(
      'query ($receipt: String!) { trackPetition(receipt: $receipt) { steps { on text } next nextDueOn rights } }',
      { receipt },
      citizen(caller),
    );
    return errors ? errors[0]!.message : data.trackPetition;
  };
  const receiptOf = async (petition: string, as: object = receptionist) =>
    (await world.ask(`{ petition(id: "${petition}") { number receipt signedReceipt { text qr } } }`, {}, as)).data
      .petition;
  const received = async (more: object = {}) =>
    (await world.does('receivePetition', aReception({ ...more }), { as: receptionist })).id as string;

  it('is handed out for every petition, signed, and says nothing of who brought what', async () => {
    const complaint = await received({ petitioners: [anIdentified(1)], petition: aDraft({ pages: 3 }) });
    const denounced = await received({ petitioners: [anIdentified(2)], petition: { ...denunciation, pages: 3 } });
    const texts: string[] = [];
    for (const petition of [complaint, denounced]) {
      const { number, receipt, signedReceipt } = await receiptOf(petition);
      const proven = verifyReceipt(signedReceipt.text, publishedKeys);
      expect(proven).toMatchObject({ number, trackingCode: receipt, pages: 3, receivedAt: world.clock });
      expect(signedReceipt.qr).toMatch(/^<svg /);
      texts.push(signedReceipt.text);
    }
    const shape = (text: string) => text.replaceAll(/\d/g, '0').replaceAll(/: [\w-]{22,}/g, ': x');
    expect(shape(texts[1]!)).toBe(shape(texts[0]!));
    for (const said of ['tố cáo', 'nhận tiền', 'Lê Văn Bị', 'Nguyễn Thị Ví Dụ', 'Ban Tiếp'])
      expect(texts[1]!.toLowerCase()).not.toContain(said.toLowerCase());
  });

  it('is shown to whoever may know the petitioner and nobody else, and looking leaves a link', async () => {
    const denounced = await received({ petitioners: [anIdentified(2)], petition: denunciation });
    const { data, errors } = await world.ask(
      `{ petition(id: "${denounced}") { receipt signedReceipt { text } } }`,
      {},
      { roles: ['processor'] },
    );
    expect([data.petition, errors!.map(({ message }) => message)]).toEqual([
      { receipt: null, signedReceipt: null },
      ['FORBIDDEN', 'FORBIDDEN'],
    ]);
    await receiptOf(denounced);
    const { rows } = await world.pool.query(
      "select operation from audit_entry where object_id = $1 and operation like 'read%'",
      [denounced],
    );
    expect(rows).toEqual([{ operation: 'readDenouncer' }]);
  });

  it('is kept nowhere: the database holds what its code is found by', async () => {
    const { receipt } = await receiptOf(await received());
    const { rows } = await database.asOwner('select row_to_json(p)::text as row from petition p');
    for (const { row } of rows) expect(row).not.toContain(receipt);
    const { rows: found } = await world.pool.query('select 1 from petition where receipt_index = $1', [
      receipts.codes.indexOf(receipt),
    ]);
    expect(found).toHaveLength(1);
  });

  it('tells what became of the petition, from a visit as from a letter, however the code is typed', async () => {
    const { petitions } = await world.does('registerVisit', aVisit(), { as: receptionist });
    const petition = petitions[0].id;
    const { receipt } = await receiptOf(petition);
    expect(await track(receipt)).toMatchObject({ steps: [{ on: '2026-11-24', text: 'Đã tiếp nhận đơn' }], next: null });
    const event = {
      topic: 'assignment.case.v1',
      aggregateId: id('0c1'),
      position: 1,
      occurredAt: '',
      recordedAt: '',
    } as const;
    const deadlines = [{ rule: 'kn.accept.first.max', startedOn: '2026-11-24', dueOn: '2026-12-03' }];
    const opened = {
      number: 'BTCD-KN-2026-000001',
      petitionId: petition,
      kind: 'COMPLAINT',
      agencyId: id('0a1'),
      openedAt: '',
      openedOn: '2026-11-24',
      deadlines,
    };
    const classified = {
      agencyId: id('0a1'),
      petitionId: petition,
      kind: 'COMPLAINT',
      direction: 'ACCEPT',
      state: 'PROPOSED_ACCEPT',
      classifiedOn: '2026-11-25',
    };
    const events = [
      { ...event, type: 'CaseOpened', aggregateVersion: 1, data: opened },
      { ...event, type: 'CaseClassified', aggregateVersion: 2, data: classified },
    ];
    // Told twice, as events may be.
    for (const _ of [1, 2]) await keepSteps(world.pool, events as unknown as Parameters<typeof keepSteps>[1]);
    const told = await track(receipt.replaceAll(/(\d{4})(?=\d)/g, '$1 '));
    expect(told.steps.map(({ on }: { on: string }) => on)).toEqual(['2026-11-24', '2026-11-25']);
    expect(told.nextDueOn).toBe('2026-12-03');
  });

  it('attack 20: one citizen’s code opens no other petition, and nothing is found in the same time as something', async () => {
    const petition = await received();
    const { receipt } = await receiptOf(petition);
    const wrong = receipt.replace(/\d$/, (digit: string) => String((Number(digit) + 1) % 10));
    expect(await track(wrong)).toBeNull();
    for (const strange of ['', '0', petition, "' or 1=1 --", '１２３４', 'x'.repeat(5_000)])
      expect([strange, await track(strange)]).toEqual([strange, null]);

    const tries = 1_000;
    const atOnce = 25;
    const timesMs = new Map<string, number[]>([receipt, wrong].map((code) => [code, []]));
    const timed = async (code: string) => {
      const before = performance.now();
      await track(code);
      timesMs.get(code)!.push(performance.now() - before);
    };
    // In turns, so that whatever else the machine does is shared.
    for (let round = 0; round < tries / atOnce; round++)
      await Promise.all(Array.from({ length: 2 * atOnce }, (_, index) => timed(index % 2 === 0 ? receipt : wrong)));
    const medianMs = (code: string) => timesMs.get(code)!.sort((one, other) => one - other)[tries / 2]!;
    expect(Math.abs(medianMs(receipt) - medianMs(wrong))).toBeLessThan(5);
  });

  it('attack 21: whoever tries out codes is let through ten times, then locked, and an alarm is raised; nobody else is held up', async () => {
    const { receipt } = await receiptOf(await received());
    // Those who tried in the tests before are a minute ago.
    const before = world.clock;
    world.clock = new Date(before.getTime() + 60_000);
    world.alarms.length = 0;
    const random = () => String(Math.floor(Math.random() * 1e16)).padStart(16, '0');
    const answers: unknown[] = [];
    for (let round = 0; round < 20; round++)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, () => track(random(), 'guesser')))));
    expect(answers.filter((answer) => answer === null)).toHaveLength(10);
    expect(answers.filter((answer) => /thử lại sau \d+ giây/.test(String(answer)))).toHaveLength(990);
    expect(world.alarms).toEqual([100]);
    // A right code is told nothing either, so that being locked tells nothing of a code.
    expect(await track(receipt, 'guesser')).toMatch(/thử lại sau/);
    expect(await track(receipt)).not.toBeNull();
    expect(await received({ petitioners: [anIdentified(3)], petition: denunciation })).toMatch(/^[0-9a-f-]{36}$/);
    world.clock = new Date(before.getTime() + 91_000);
    expect(await track(receipt, 'guesser')).toMatchObject({ rights: expect.any(Array) });
    world.clock = before;
  });

  it('asked for many times in one request is asked for as often', async () => {
    const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: trackPetition(receipt: "${index}") { next }`);
    const { errors } = await world.ask(`{ ${aliases.join(' ')} }`, {}, citizen('aliases'));
    expect(errors).toHaveLength(20);
  });
});
