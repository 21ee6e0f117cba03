import { inputHash } from '@tiepdan/database';
import { countStatements, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, anIdentified, aPerson, aReception, aVisit } from '../../testing/examples';
import { board, nowhere, officer, openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';
import { sweepVault } from './sweep-vault.repository';
import { eraseKept } from './vault.repository';

const canaries = ['Hoàng Thị Chim-Canh-Cụt', '019000000777', 'Ngõ Chim-Canh-Cụt', '0912999999', 'canh-cut@example.vn'];
const [name, , text, phone, email] = canaries as [string, string, string, string, string];
const denouncer = anIdentified(777, { name, address: { text }, phone, email });
const denunciation = aDraft({ kind: 'DENUNCIATION', summary: 'Tố cáo nhận tiền ngoài quy định.' });
const aDenunciation = (more: object = {}) => aReception({ petitioners: [denouncer], petition: denunciation, ...more });
const receptionist = { roles: ['receptionist'] };
const processor = { roles: ['processor'] };

describe('who denounces', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_vault');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });
  beforeEach(async () => {
    await database.asOwner(
      'truncate petition, visit, petitioner, visitor, citizen, person_key, denouncer, protected_occasion, number_counter, idempotency cascade',
    );
    await inVaultAsOwner('truncate kept_occasion, kept_person, kept_key, kept_citizen, kept_original');
  });

  const inVaultAsOwner = async (sql: string) => {
    const client = await world.vault.pool.connect();
    const done = client.query('set role none').then(() => client.query(sql));
    await done.finally(() => client.release(true));
  };

  const petition = async (id: string, fields: string, as: object = receptionist) =>
    world.ask(`{ petition(id: "${id}") { ${fields} } }`, {}, as);
  const namesOf = async (id: string, as?: object) =>
    (
      await petition(id, 'petitioners { citizen { name identityNumber phone email address { text } } }', as)
    ).data.petition.petitioners?.map(({ citizen }: { citizen: { name: string } }) => citizen.name) ?? null;
  const kept = async (table: string): Promise<number> =>
    (await world.vault.pool.query(`select count(*)::int as count from ${table}`)).rows[0].count;
  /** Every row of every table of intake or of the vault, as text. */
  const everythingIn = async (pool: IntakeWorld['pool']): Promise<string> => {
    const { rows: tables } = await pool.query("select tablename from pg_tables where schemaname = 'public'");
    const rows = tables
      .filter(({ tablename }) => tablename !== 'migrations')
      .map(async ({ tablename }) => (await pool.query(`select row_to_json(t)::text as row from ${tablename} t`)).rows);
    return JSON.stringify(await Promise.all(rows));
  };
  const expectNobodyHere = async () => {
    const all = await everythingIn(world.pool);
    for (const canary of canaries)
      for (const form of [canary, Buffer.from(canary).toString('hex')]) expect(all).not.toContain(form);
    const { citizen, petitioner, visitor, person_key: keys } = await world.rowCounts();
    expect({ citizen, petitioner, visitor, keys }).toEqual({ citizen: 0, petitioner: 0, visitor: 0, keys: 0 });
  };

  it('is in the vault alone, sealed; here stands a pseudonym, which is all that a processor learns', async () => {
    const { id } = await world.does('receivePetition', aDenunciation());
    await expectNobodyHere();
    const inVault = await everythingIn(world.vault.pool);
    expect(inVault).toContain(id);
    for (const canary of canaries) expect(inVault).not.toContain(canary);

    const PEOPLE = 'petitioners { citizen { name identityNumber phone email address { text } } }';
    const { data } = await petition(id, `${PEOPLE} denouncers { pseudonym registerReference }`);
    expect(data.petition.petitioners).toEqual([
      { citizen: { name, identityNumber: '019000000777', phone, email, address: { text } } },
    ]);
    expect(data.petition.denouncers).toEqual([{ pseudonym: 'NTC-2026-0001', registerReference: null }]);
    const seen = await petition(id, `${PEOPLE} denouncers { pseudonym }`, processor);
    expect(seen.data.petition).toEqual({ petitioners: null, denouncers: [{ pseudonym: 'NTC-2026-0001' }] });
  });

  it('who came to a visit with a denunciation is in the vault, also where they brought other petitions', async () => {
    const visitors = [denouncer, aPerson({ name: 'Người Đi Cùng' })];
    const { id, petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors, petitions: [denunciation, aDraft()] }),
    );
    await expectNobodyHere();
    expect(await kept('kept_person')).toBe(2);
    const [denounced, complained] = petitions as [{ id: string }, { id: string }];
    expect(await namesOf(denounced.id)).toEqual([name, 'Người Đi Cùng']);
    expect(await namesOf(denounced.id, processor)).toBeNull();
    expect(await namesOf(complained.id, processor)).toEqual([name, 'Người Đi Cùng']);
    const visitorsOf = async (as: object) =>
      (await world.ask(`{ visit(id: "${id}") { visitors { name } } }`, {}, as)).data.visit.visitors;
    expect(await visitorsOf(receptionist)).toEqual([{ name }, { name: 'Người Đi Cùng' }]);
    expect(await visitorsOf(processor)).toBeNull();
  });

  it('is not told by what else they brought: nobody else sees which petitions came together', async () => {
    const { id, petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors: [denouncer], petitions: [denunciation, aDraft()] }),
    );
    const [denounced, complained] = petitions as [{ id: string }, { id: string }];
    const brought = async (as: object) => {
      const { data } = await world.ask(`{ visit(id: "${id}") { petitions { id } } }`, {}, as);
      const visits = [denounced, complained].map(async (each) => (await petition(each.id, 'visit { id }', as)).data);
      return {
        together: data.visit.petitions.map((each: { id: string }) => each.id),
        visits: (await Promise.all(visits)).map(({ petition: shown }) => shown.visit?.id ?? null),
      };
    };
    expect(await brought(receptionist)).toEqual({ together: [denounced.id, complained.id], visits: [id, id] });
    for (const as of [processor, { roles: ['head'] }, { roles: ['inspector'] }])
      expect(await brought(as)).toEqual({ together: [denounced.id], visits: [null, null] });
  });

  it('moves into the vault when a complaint is found to be a denunciation, from every place where it stood', async () => {
    const { petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors: [denouncer], petitions: [aDraft(), aDraft()] }),
    );
    const [found, other] = petitions as [{ id: string; version: number }, { id: string; version: number }];
    const asDenunciation = { kind: 'DENUNCIATION', field: 'CORRUPTION', direction: 'ACCEPT' };
    const classified = { petition: found.id, expectedVersion: found.version, ...asDenunciation };
    expect(await world.does('classifyPetition', classified)).toMatchObject({ status: 'CLASSIFIED' });
    await expectNobodyHere();
    expect(await namesOf(found.id)).toEqual([name]);
    expect(await namesOf(found.id, processor)).toBeNull();
    expect(await namesOf(other.id, processor)).toEqual([name]);
    await world.does('classifyPetition', { petition: other.id, expectedVersion: other.version, ...asDenunciation });
    expect([await kept('kept_occasion'), await kept('kept_person')]).toEqual([1, 1]);
    expect(await namesOf(other.id)).toEqual([name]);
    const { data } = await petition(other.id, 'denouncers { pseudonym }');
    expect(data.petition.denouncers).toEqual([{ pseudonym: 'NTC-2026-0002' }]);
  });

  it('stays a citizen here with what they complained of at another time, and nothing links the two', async () => {
    const complaint = await world.does('receivePetition', aReception({ petitioners: [denouncer] }));
    const { id } = await world.does('receivePetition', aDenunciation());
    const idOf = async (petitionId: string) =>
      (await petition(petitionId, 'petitioners { citizen { id } }')).data.petition.petitioners[0].citizen.id;
    expect(await idOf(complaint.id)).not.toBe(await idOf(id));
    const indexes = async (pool: IntakeWorld['pool'], table: string) =>
      (await pool.query(`select encode(identity_index, 'hex') as index from ${table}`)).rows[0].index;
    expect(await indexes(world.pool, 'citizen')).not.toBe(await indexes(world.vault.pool, 'kept_citizen'));
  });

  it('cannot be guessed by comparing hashes: no hash that is kept is one of the name', async () => {
    const input = aDenunciation();
    await world.does('receivePetition', input, { key: 'guess-the-name' });
    const guess = inputHash({ principalId: '', key: '', operation: 'receivePetition', input });
    const { rows } = await world.pool.query('select input_hash from idempotency');
    expect(rows.map(({ input_hash: hash }) => hash.equals(guess))).toEqual([false]);
    expect(
      await world.does('receivePetition', aDenunciation({ petitioners: [aPerson()] }), { key: 'guess-the-name' }),
    ).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('is taken back from the vault at once when the petition is refused, or was received before', async () => {
    expect(await world.does('receivePetition', aDenunciation({ agency: nowhere }))).toMatchObject({
      code: 'AGENCY_UNKNOWN',
    });
    expect([await kept('kept_occasion'), await kept('kept_key'), await kept('kept_citizen')]).toEqual([0, 0, 0]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.does('receivePetition', aDenunciation(), { key: 'received-before' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect([await kept('kept_occasion'), await kept('kept_person'), await kept('kept_key')]).toEqual([1, 1, 1]);
    expect(await namesOf(answers[0].id)).toEqual([name]);
  });

  it('left in the vault by a service that stopped half way is swept, and what a petition followed is not', async () => {
    await database.asOwner('alter table denouncer add constraint trouble check (false)');
    const { errors } = await world.ask(
      'mutation ($input: ReceivePetitionInput!) { receivePetition(input: $input, idempotencyKey: "half-way-there") { __typename } }',
      { input: aDenunciation() },
    );
    expect(errors).toHaveLength(1);
    expect([(await world.rowCounts())['petition'], await kept('kept_person')]).toEqual([0, 1]);
    await database.asOwner('alter table denouncer drop constraint trouble');
    const { id } = await world.does('receivePetition', aDenunciation());

    expect(await sweepVault(world.vault, world.pool)).toBe(0);
    await world.vault.pool.query(`update kept_occasion set kept_at = kept_at - interval '16 minutes'`);
    expect(await sweepVault(world.vault, world.pool)).toBe(1);
    expect([await kept('kept_occasion'), await kept('kept_person'), await kept('kept_key')]).toEqual([1, 1, 1]);
    expect(await sweepVault(world.vault, world.pool)).toBe(0);
    expect(await namesOf(id)).toEqual([name]);
  });

  it('is not received while the vault is away, and nothing of it is left; complaints are', async () => {
    await inVaultAsOwner('alter table kept_occasion rename to away');
    const before = await world.rowCounts();
    expect(await world.does('receivePetition', aDenunciation())).toMatchObject([{ path: ['answer'] }]);
    expect(await world.rowCounts()).toEqual(before);
    expect(await world.does('receivePetition', aReception())).toMatchObject({ status: 'RECEIVED' });
    await inVaultAsOwner('alter table away rename to kept_occasion');
  });

  it('gets a pseudonym of their own, without gaps, however many are received at the same time', async () => {
    const received = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        world.does('receivePetition', aDenunciation({ petitioners: [anIdentified(index), anIdentified(index + 100)] })),
      ),
    );
    const ids = received.map(({ id }) => `"${id}"`).join();
    const { rows } = await world.pool.query('select pseudonym from denouncer order by pseudonym');
    expect(ids).toHaveLength(12 * 39 - 1);
    expect(rows.map(({ pseudonym }) => pseudonym)).toEqual(
      Array.from({ length: 24 }, (_, index) => `NTC-2026-${String(index + 1).padStart(4, '0')}`),
    );
  });

  it('is known again at the next visit with a denunciation, and by nobody at any other', async () => {
    const comes = async (petitions: object[]) =>
      (await world.does('registerVisit', { ...aVisit({ visitors: [denouncer] }), petitions })).firstVisit;
    expect(await comes([denunciation])).toBe(true);
    expect(await comes([denunciation])).toBe(false);
    expect(await comes([aDraft()])).toBe(true);
    expect(await comes([aDraft()])).toBe(false);
  });

  it('is read with one statement here and one in the vault, however many petitions are asked for', async () => {
    for (let index = 0; index < 5; index++) await world.does('receivePetition', aDenunciation());
    await world.does('receivePetition', aReception());
    const here = countStatements(world.readerPool);
    const there = countStatements(world.vault.pool);
    const { data } = await world.ask(
      '{ petitions(first: 20) { nodes { petitioners { citizen { name } } denouncers { pseudonym } } } }',
    );
    expect(data.petitions.nodes).toHaveLength(6);
    const touching = (table: string) => here.statements.filter((text) => text.includes(` ${table} `)).length;
    expect([touching('petitioner'), touching('denouncer'), here.statements.length]).toEqual([1, 1, 3]);
    expect(there.statements).toHaveLength(1);
    for (const counter of [here, there]) counter.stop();
  });

  it('is gone for good once erased: the keys are destroyed, and with them what any copy holds', async () => {
    const named = { ...denunciation, summary: `Tôi là ${name}.` };
    const { id } = await world.does('receivePetition', aDenunciation({ petition: named }));
    const { data } = await petition(id, 'original { summary }');
    expect(data.petition.original).toEqual({ summary: `Tôi là ${name}.` });
    await eraseKept(world.vault, id);
    expect(await namesOf(id)).toEqual(['(đã xóa)']);
    expect((await petition(id, 'original { summary }')).data.petition.original).toBeNull();
    expect([
      await kept('kept_original'),
      await kept('kept_key'),
      await kept('kept_citizen'),
      await kept('kept_person'),
    ]).toEqual([0, 0, 0, 1]);
  });

  it('is closed to whoever reads for callers, and to the service as to its tables', async () => {
    expect(officer.agencyId).toBe(board);
    await expect(world.vault.pool.query('alter table kept_person add column note text')).rejects.toThrow(
      /must be owner/,
    );
    await expect(world.pool.query('select from kept_person')).rejects.toThrow(/does not exist/);
  });
});
