import { v7 } from 'uuid';
import { personOpener } from '@tiepdan/sealing';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, anIdentified, aReception, aVisit } from '../../testing/examples';
import { board, keeper, openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';

const name = 'Người Được Xóa';
const person = (number: number) => anIdentified(number, { name, phone: '0912345678', email: 'xoa@example.vn' });
const custodian = { id: '0190a000-0000-7000-8000-0000000000e1', agencyId: board, roles: ['identity-custodian'] };
const ERASED = { name: '(đã xóa)', identityNumber: null, phone: null, email: null, address: { text: '(đã xóa)' } };

describe('erasing who brought a petition', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_erasures');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const received = async (more: object = {}) => {
    const { id, version } = await world.does('receivePetition', aReception(more));
    return { petition: id as string, expectedVersion: version as number };
  };
  const withdraw = (petition: object) => world.does('withdrawPetition', { ...petition, on: '2026-11-24' });
  const erase = async (petition: string, reason = 'Đơn đã xử lý xong, hết thời hạn lưu', as: object = custodian) => {
    const { data, errors } = await world.ask(
      `mutation ($input: ErasePetitionersInput!) { answer: erasePetitioners(input: $input, idempotencyKey: "${v7()}") {
         ... on Petition { id } ... on Refusal { code field } } }`,
      { input: { petition, reason } },
      as,
    );
    return data?.answer ?? errors;
  };
  const citizenOf = async (id: string) => {
    const fields = 'petitioners { citizen { id name identityNumber phone email address { text } } }';
    return (await world.ask(`{ petition(id: "${id}") { ${fields} } }`)).data.petition.petitioners[0].citizen;
  };

  it('destroys what they said then, and a copy of the rows from before stays closed for every key that is left', async () => {
    const gone = await received({ petitioners: [person(900)] });
    const stays = await received({ petitioners: [person(900)] });
    await withdraw(gone);
    const { id: citizenId } = await citizenOf(gone.petition);
    await database.asOwner('create table backup as select * from petitioner');
    expect(await erase(gone.petition)).toEqual({ id: gone.petition });
    expect(await citizenOf(gone.petition)).toEqual({ id: citizenId, ...ERASED });
    expect(await citizenOf(stays.petition)).toMatchObject({ id: citizenId, name });

    const { rows: copies } = await database.asOwner('select name, stated_id from backup where petition_id = $1', [
      gone.petition,
    ]);
    const { rows: keys } = await database.asOwner('select key_id, wrapped_key from person_key');
    const openings = keys.map(({ key_id: keyId, wrapped_key: wrapped }) => {
      try {
        return personOpener(keeper, copies[0].stated_id, { keyId, wrapped })('name', copies[0].name);
      } catch {
        return null;
      }
    });
    expect(openings.length).toBeGreaterThan(0);
    expect(openings.every((opened) => opened === null)).toBe(true);
    await database.asOwner('drop table backup');
  });

  it('has them not recognised again by their number, where they said nothing else', async () => {
    const gone = await received({ petitioners: [person(901)] });
    await withdraw(gone);
    const { id: citizenId } = await citizenOf(gone.petition);
    await erase(gone.petition);
    const later = await citizenOf((await received({ petitioners: [person(901)] })).petition);
    expect(later).toMatchObject({ name });
    expect(later.id).not.toBe(citizenId);
  });

  it('destroys a denouncer in the vault, with the original of what they brought', async () => {
    const petition = aDraft({ kind: 'DENUNCIATION', summary: `Tôi là ${name}.` });
    const gone = await received({ petitioners: [person(902)], petition });
    await withdraw(gone);
    expect(await erase(gone.petition)).toEqual({ id: gone.petition });
    expect(await citizenOf(gone.petition)).toMatchObject(ERASED);
    const kept = async (table: string) => (await world.vault.pool.query(`select from ${table}`)).rowCount;
    expect([await kept('kept_key'), await kept('kept_original'), await kept('kept_citizen')]).toEqual([0, 0, 0]);
  });

  it('waits until all that was brought with it is over', async () => {
    const { petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors: [person(903)], petitions: [aDraft(), aDraft()] }),
    );
    const [one, other] = petitions.map(({ id, version }: { id: string; version: number }) => ({
      petition: id,
      expectedVersion: version,
    }));
    expect(await erase(one.petition)).toEqual({ code: 'PETITION_UNDER_WAY', field: 'petition' });
    await withdraw(one);
    expect(await erase(one.petition)).toEqual({ code: 'PETITION_UNDER_WAY', field: 'petition' });
    expect(await citizenOf(one.petition)).toMatchObject({ name });
    await withdraw(other);
    expect(await erase(one.petition)).toEqual({ id: one.petition });
    expect(await citizenOf(other.petition)).toMatchObject(ERASED);
  });

  it('needs a ground, leaves a link with it, and is nobody else’s to do', async () => {
    const gone = await received({ petitioners: [person(904)] });
    await withdraw(gone);
    expect(await erase(gone.petition, ' ')).toEqual({ code: 'REASON_EMPTY', field: 'reason' });
    expect(await erase(v7())).toEqual({ code: 'PETITION_UNKNOWN', field: 'petition' });
    expect(await erase(gone.petition, 'x', { roles: ['head', 'administrator'] })).toMatchObject([
      { message: 'FORBIDDEN' },
    ]);
    expect(await citizenOf(gone.petition)).toMatchObject({ name });
    await erase(gone.petition, 'Hết thời hạn lưu');
    const { rows } = await world.pool.query(
      "select actor_id, purpose from audit_entry where object_id = $1 and operation = 'erasePetitioners'",
      [gone.petition],
    );
    expect(rows).toEqual([{ actor_id: custodian.id, purpose: 'Hết thời hạn lưu' }]);
  });
});
