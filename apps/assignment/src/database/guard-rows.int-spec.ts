import { accessOf } from '@tiepdan/access/all';
import { openReader } from '@tiepdan/standing';
import { freshDatabase, openToReaders, type FreshDatabase } from '@tiepdan/testkit';
import { aReceivedPetition } from '../cases/case.examples';
import { agencyId, head, openAssignmentWorld, stranger, type AssignmentWorld } from '../testing/assignment.world';

describe('the second lock of assignment', () => {
  let database: FreshDatabase;
  let world: AssignmentWorld;
  beforeAll(async () => {
    database = await freshDatabase('assignment_guard');
    world = await openAssignmentWorld(database, () => new Date('2026-08-24T03:00:00Z'));
    await world.consumer.apply(world.pool, [aReceivedPetition(1, agencyId)]);
  });
  afterAll(() => world.close());

  const seenBy = async (id: string, home: string) => {
    const reach = accessOf({ id, agencyId: home, roles: ['processor'] }, await world.standing.today()).reach(
      'readCase',
    );
    const client = openReader(world.readerPool).within(reach);
    const seen = ['cases', 'case_petition', 'case_deadline', 'event'].map(
      async (table) => (await client.query(`select from ${table}`)).rowCount! > 0,
    );
    return [...new Set(await Promise.all(seen))];
  };

  it('shows a case and what belongs to it to its own body and no other, whatever a statement asks for', async () => {
    expect(await seenBy(head.id, agencyId)).toEqual([true]);
    expect(await seenBy(stranger.id, stranger.agencyId)).toEqual([false]);
  });

  it('is on every table that readers were given', async () => {
    expect(await openToReaders(database)).toEqual([]);
  });
});
