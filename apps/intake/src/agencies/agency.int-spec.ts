import { applyChunk } from '@tiepdan/event-delivery';
import { freshDatabase } from '@tiepdan/testkit';
import { aReception } from '../testing/examples';
import { anAgency, nowhere, openIntakeWorld, type IntakeWorld } from '../testing/intake.world';
import { agencyConsumer } from './agency.consumer';

describe('the copy of the register of public bodies', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_agency');
    drop = database.drop;
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });
  const message = (offset: number, event: ReturnType<typeof anAgency>) => ({
    offset,
    key: event.aggregateId,
    value: JSON.stringify(event),
  });

  it('takes effect once, keeps the newest record, and decides at once who can receive', async () => {
    const receive = async () =>
      (await world.does('receivePetition', aReception({ agency: nowhere }))) as { code?: string };
    expect(await receive()).toMatchObject({ code: 'AGENCY_UNKNOWN' });
    const events = [anAgency(nowhere, 1, { code: 'NEW' }), anAgency(nowhere, 2, { code: 'NEW' })];
    const chunk = {
      topic: 'assignment.agency.v1',
      partition: 0,
      messages: events.map((event, offset) => message(offset, event)),
    };
    await applyChunk(world.pool, agencyConsumer, chunk);
    expect(await receive()).toMatchObject({ number: 'NEW-D-2026-000001' });

    const end = anAgency(nowhere, 3, { code: 'NEW', existsTo: '2026-11-23' });
    await applyChunk(world.pool, agencyConsumer, { ...chunk, messages: [message(2, end)] });
    // A replay from the beginning begins with old records.
    await agencyConsumer.apply(world.pool, events.slice(0, 1));
    expect(await receive()).toMatchObject({ code: 'AGENCY_NOT_EXISTING_ON_DAY' });
  });
});
