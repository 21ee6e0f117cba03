import { connectStanding, type StandingClient } from './standing-client';
import { KEY } from '../testing/gateway';
import { startRegister, type TestRegister } from '../testing/register';

const officer = '0190a000-0000-7000-8000-000000000001';
const standing = {
  suspended: false,
  agencyId: 'a',
  duties: [{ role: 'head', agencyId: 'a' }],
  delegations: [{ from: 'b', role: 'resolver', agencyId: 'a' }],
};

describe('asking assignment how officers stand', () => {
  let register: TestRegister, client: StandingClient;
  beforeEach(async () => {
    register = await startRegister();
    client = connectStanding({ url: `${register.url}/graphql`, key: KEY.assignment });
  });
  afterEach(async () => {
    await client.close();
    await register.stop();
  });

  it('is done by the gateway itself, as a service, and brings back whom the register knows', async () => {
    register.officers.set(officer, standing);
    expect(await client.ask([officer, 'unknown'])).toEqual(new Map([[officer, standing]]));
    expect(register.calls).toEqual([
      { caller: { id: 'gateway', agencyId: null, roles: ['service'] }, asked: [officer, 'unknown'] },
    ]);
  });

  it.each([
    [503, ''],
    [401, ''],
    [200, '<html>'],
    [200, '{}'],
    [200, '{"officers":[]}'],
    [200, `{"officers":{"${officer}":{"suspended":"no","agencyId":"a","duties":[],"delegations":[]}}}`],
    [200, `{"officers":{"${officer}":{"agencyId":"a","duties":[],"delegations":[]}}}`],
  ])('takes the answer %i %s for none, and repeats nothing of it', async (status, body) => {
    register.answerWith(status, body);
    const asked = client.ask([officer]);
    await expect(asked).rejects.toThrow('Assignment');
    await expect(asked).rejects.not.toThrow(officer);
  });

  it('fails where nobody is', async () => {
    await register.stop();
    await expect(client.ask([officer])).rejects.toThrow('SUBGRAPH_UNAVAILABLE');
  });
});
