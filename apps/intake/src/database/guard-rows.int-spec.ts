import { accessOf } from '@tiepdan/access/all';
import { openReader, openStandingBook } from '@tiepdan/standing';
import { freshDatabase, openToReaders, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, anIdentified, aVisit } from '../testing/examples';
import { board, commune, officer, openIntakeWorld, type IntakeWorld } from '../testing/intake.world';

describe('the second lock of intake', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_guard');
    world = await openIntakeWorld(database.url);
    const visitors = [anIdentified(1)];
    await world.does('registerVisit', aVisit({ visitors, petitions: [aDraft()] }));
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const tables = ['petition', 'petitioner', 'visit', 'visitor', 'citizen'];
  const seenBy = async (agencyId: string) => {
    const standing = await openStandingBook(world.pool, () => world.clock).today();
    const reach = accessOf({ id: officer.id, agencyId, roles: ['processor'] }, standing).reach('readPetition');
    const client = openReader(world.readerPool).within(reach);
    const seen = tables.map(async (table) => [table, (await client.query(`select from ${table}`)).rowCount] as const);
    return Object.fromEntries(await Promise.all(seen));
  };

  it('shows the rows of the own agency and no other, whatever a statement asks for', async () => {
    expect(await seenBy(board)).toEqual({ petition: 1, petitioner: 1, visit: 1, visitor: 1, citizen: 1 });
    expect(await seenBy(commune)).toEqual({ petition: 0, petitioner: 0, visit: 0, visitor: 0, citizen: 0 });
  });

  it('is on every table that readers were given, but for what says nothing of anybody', async () => {
    expect(await openToReaders(database)).toEqual([
      'denouncer_keeping',
      'person_key',
      'protected_occasion',
      'visit_matter',
    ]);
  });
});
