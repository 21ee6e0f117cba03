import { Client } from 'pg';
import { keeperOf } from '@tiepdan/sealing';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { anIdentified, aReception, aVisit } from '../testing/examples';
import { keeper, openIntakeWorld, type IntakeWorld } from '../testing/intake.world';
import { checkSealing } from './sealing-check.repository';

const canaries = ['Hoàng Thị Chim-Canh-Cụt', '019000000777', 'Ngõ Chim-Canh-Cụt', '0912999999', 'canh-cut@example.vn'];
const [name, , text, phone, email] = canaries as [string, string, string, string, string];
const person = anIdentified(777, { name, address: { text }, phone, email });

describe('what people said of themselves', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_sealed');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const PEOPLE = 'citizen { id name identityNumber phone email address { text } }';
  const petitionerOf = async (id: string) =>
    (await world.ask(`{ petition(id: "${id}") { petitioners { ${PEOPLE} } } }`)).data.petition.petitioners[0].citizen;
  /** Every row of every table, as text. */
  const everything = async (): Promise<string> => {
    const rows = Object.keys(await world.rowCounts()).map(
      async (table) => (await database.asOwner(`select row_to_json(t)::text as row from ${table} t`)).rows,
    );
    return JSON.stringify(await Promise.all(rows));
  };

  it('is shown to whoever may read it, and stands nowhere in the database in clear', async () => {
    const { id } = await world.does('receivePetition', aReception({ petitioners: [person] }));
    await world.does('registerVisit', aVisit({ visitors: [person] }));
    expect(await petitionerOf(id)).toMatchObject({
      name,
      identityNumber: '019000000777',
      phone,
      email,
      address: { text },
    });
    const all = await everything();
    expect(all).toContain(id);
    for (const canary of canaries) {
      expect(all).not.toContain(canary);
      expect(all).not.toContain(Buffer.from(canary).toString('hex'));
    }
  });

  it('makes one person of one number, however often and wherever it is told', async () => {
    const first = await petitionerOf((await world.does('receivePetition', aReception({ petitioners: [person] }))).id);
    const spaced = { ...person, identityNumber: '019 000 000 777' };
    const again = await petitionerOf((await world.does('receivePetition', aReception({ petitioners: [spaced] }))).id);
    expect(again.id).toBe(first.id);
  });

  it('cannot be put in another person’s place: the answer fails and shows nothing', async () => {
    const [one, other] = [anIdentified(801, { name: 'Người Một' }), anIdentified(802, { name: 'Người Hai' })];
    const [mine, theirs] = [
      await world.does('receivePetition', aReception({ petitioners: [one] })),
      await world.does('receivePetition', aReception({ petitioners: [other] })),
    ];
    await database.asOwner(
      'update petitioner set name = (select name from petitioner where petition_id = $1) where petition_id = $2',
      [mine.id, theirs.id],
    );
    const { data, errors } = await world.ask(`{ petition(id: "${theirs.id}") { petitioners { ${PEOPLE} } } }`);
    expect(data.petition.petitioners).toBeNull();
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toContain('Người');
  });
});

describe('the keys at start', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  let client: Client;
  beforeAll(async () => {
    database = await freshDatabase('intake_keys');
    world = await openIntakeWorld(database.url);
    client = new Client({ connectionString: database.url });
    await client.connect();
    await checkSealing(client, { keeper, variable: 'SEALING_KEYS' });
  });
  afterAll(async () => {
    await client.end();
    await world.close();
    await database.drop();
  });

  const [index, test, other] = ['aa'.repeat(32), 'bb'.repeat(32), 'cc'.repeat(32)];
  it.each([
    ['the same', { writing: 'test', index, keys: { test } }],
    ['a new one beside the old one', { writing: 'next', index, keys: { test, next: other } }],
  ])('are taken when they are %s', async (_, keys) => {
    await expect(checkSealing(client, { keeper: keeperOf(keys), variable: 'SEALING_KEYS' })).resolves.toBeUndefined();
  });

  it.each([
    ['another key of the same name', { writing: 'test', index, keys: { test: other } }],
    ['another key alone', { writing: 'another', index, keys: { another: other } }],
    ['another index key', { writing: 'test', index: other, keys: { test } }],
  ])('stop the service with one sentence, and change nothing, when they are %s', async (_, keys) => {
    const before = (await client.query('select * from sealing_check order by name')).rows;
    await expect(checkSealing(client, { keeper: keeperOf(keys), variable: 'SEALING_KEYS' })).rejects.toThrow(
      /Khóa niêm phong .* The sealing keys/,
    );
    expect((await client.query('select * from sealing_check order by name')).rows).toEqual(before);
  });
});
