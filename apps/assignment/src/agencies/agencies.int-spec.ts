import { loadProvince } from '@tiepdan/province';
import { freshDatabase } from '@tiepdan/testkit';
import { openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';
import { loadProvinceInto } from '../province/load-province.worker';

const province = loadProvince('libs/law/province/data');
const now = () => new Date('2026-08-27T03:00:00Z');

describe('the register', () => {
  let world: AssignmentWorld;
  beforeAll(async () => {
    world = await openAssignmentWorld(await freshDatabase('assignment agencies'), now);
  });
  afterAll(() => world.close());

  it('loads the province once: a second load writes and tells nothing', async () => {
    const events = async () =>
      (await world.pool.query("select count(*)::int as n from event where topic = 'assignment.agency.v1'")).rows[0].n;
    expect(await events()).toBe(province.agencies.length);
    expect(await loadProvinceInto(world.pool, province, now())).toBe(0);
    expect(await events()).toBe(province.agencies.length);
  });

  it('finds a body by its code on a day, and another by the same code on another day', async () => {
    const { data } = await world.ask(
      '{ old: agency(code: "01840", asOf: "2025-06-30") { id name successors { to { name } } } new: agency(code: "01840", asOf: "2025-07-01") { id predecessors { from { name } } } }',
    );
    expect(data.old.id).not.toBe(data.new.id);
    expect(data.old.successors).toEqual([{ to: { name: 'Phường Đức Xuân' } }]);
    expect(data.new.predecessors.length).toBeGreaterThan(1);
  });

  it('finds bodies by a part of their name without accents', async () => {
    const { data } = await world.ask('{ agencies(filter: { text: "tiep cong dan tinh" }) { nodes { code } } }');
    expect(data.agencies.nodes.map(({ code }: { code: string }) => code)).toContain('BTCD');
  });
});
