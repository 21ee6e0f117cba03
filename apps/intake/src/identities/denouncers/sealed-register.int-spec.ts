import type { Principal } from '@tiepdan/access';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { v7 } from 'uuid';
import { aDraft, aPerson, aReception, aVisit } from '../../testing/examples';
import { anAgency, anOfficer, board, commune, openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';

const id = (tail: string) => `0190a000-0000-7000-8000-000000000${tail}`;
const [inspectorate, overseer] = [id('0c1'), id('0d1')];
const custodian = (tail: string): Principal => ({ id: id(tail), agencyId: board, roles: ['identity-custodian'] });
const register = [
  anAgency(board, 2),
  anAgency(commune, 2, { parentId: board, code: '05443' }),
  anAgency(inspectorate, 1, { parentId: board, code: 'TTT' }),
  anOfficer(overseer, inspectorate, 'overseer'),
];
const head = { id: id('0e5'), agencyId: commune, roles: ['head'] };
const receptionist = { id: id('0e9'), agencyId: commune, roles: ['receptionist'] };
const processor = { id: id('0e8'), agencyId: commune, roles: ['processor'] };
const reference = '12/SMM-2026';
const denunciation = aDraft({ kind: 'DENUNCIATION', summary: 'Tố cáo nhận tiền ngoài quy định.' });

/** What each way of keeping denouncers is given of them. */
const ways = {
  VAULT: { people: [aPerson()], given: {} },
  SEALED_REGISTER: { people: [], given: { registerReference: reference } },
} as const;

describe.each(['VAULT', 'SEALED_REGISTER'] as const)('an agency that keeps denouncers in the %s', (way) => {
  const { people, given } = ways[way];
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_register');
    world = await openIntakeWorld(database.url, register);
    const from = { agency: commune, keptIn: way, from: '2026-11-25' };
    expect(await keepDenouncers(from, head)).toEqual({ keptIn: way, from: '2026-11-25', agency: { id: commune } });
    world.clock = new Date('2026-11-25T02:00:00.000Z');
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const command = async (field: string, type: string, shown: string, input: object, as: object) => {
    const inputType = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const { data, errors } = await world.ask(
      `mutation ($input: ${inputType}!) { answer: ${field}(input: $input, idempotencyKey: "${v7()}") {
         ... on ${type} { ${shown} } ... on Refusal { code field } } }`,
      { input },
      as,
    );
    return data?.answer ?? errors;
  };
  const keepDenouncers = (input: object, as: object) =>
    command('keepDenouncers', 'DenouncerKeepingFrom', 'keptIn from agency { id }', input, as);
  const received = (more: object = {}) =>
    world.does(
      'receivePetition',
      { ...aReception({ agency: commune, petitioners: people, petition: denunciation }), ...given, ...more },
      { as: receptionist },
    );
  const ask = async (petition: string, fields: string, as: object) =>
    world.ask(`{ petition(id: "${petition}") { ${fields} } }`, {}, as);
  const expectPseudonym = async (petition: string) => {
    const { data } = await ask(petition, 'denouncers { pseudonym } petitioners { role }', processor);
    expect(data.petition).toEqual({
      denouncers: [{ pseudonym: expect.stringMatching(/^NTC-2026-\d{4}$/) }],
      petitioners: null,
    });
    const known = await ask(
      petition,
      'denouncers { registerReference } petitioners { citizen { name } }',
      receptionist,
    );
    expect(known.data.petition).toEqual({
      denouncers: [{ registerReference: way === 'VAULT' ? null : reference }],
      petitioners: people.map(({ name }) => ({ citizen: { name } })),
    });
  };
  const expectNobodyHere = async () => {
    const { citizen, petitioner, visitor, person_key: keys } = await world.rowCounts();
    expect({ citizen, petitioner, visitor, keys }).toEqual({ citizen: 0, petitioner: 0, visitor: 0, keys: 0 });
    if (way === 'VAULT') return;
    const { rows } = await world.vault.pool.query('select (select count(*) from kept_person)::int as people');
    expect(rows).toEqual([{ people: 0 }]);
  };

  it('tells whoever fills in a form there where it keeps them, and since when', async () => {
    const representation = `{ __typename: "Agency", id: "${commune}" }`;
    const source = `{ _entities(representations: [${representation}]) { ... on Agency { denouncersKeptIn } } }`;
    expect((await world.ask(source, {}, receptionist)).data._entities).toEqual([{ denouncersKeptIn: way }]);
    world.clock = new Date('2026-11-24T16:59:59.000Z');
    expect((await world.ask(source, {}, receptionist)).data._entities).toEqual([{ denouncersKeptIn: 'VAULT' }]);
    world.clock = new Date('2026-11-25T02:00:00.000Z');
  });

  it('receives a denunciation, and whoever handles it learns a pseudonym', async () => {
    const { id: petition } = await received();
    await expectPseudonym(petition);
    await expectNobodyHere();
    const { rows } = await world.pool.query('select payload from event where aggregate_id = $1', [petition]);
    expect(rows[0].payload).toMatchObject({ hasKnownPetitioner: true, replyChannel: 'LETTER' });
  });

  it('registers a visit with a denunciation', async () => {
    const visit = { ...aVisit({ agency: commune, visitors: people, petitions: [denunciation] }), ...given };
    const { petitions, visitorCount } = await world.does('registerVisit', visit, { as: receptionist });
    expect(visitorCount).toBe(1);
    await expectPseudonym(petitions[0].id);
    await expectNobodyHere();
  });

  it('finds that a complaint is a denunciation, and then nobody’s name is left where it stood', async () => {
    const complaint = aReception({ agency: commune, petitioners: [aPerson()] });
    const { id: petition, version } = await world.does('receivePetition', complaint, { as: receptionist });
    const input = {
      petition,
      expectedVersion: version,
      kind: 'DENUNCIATION',
      field: 'CORRUPTION',
      direction: 'ACCEPT',
    };
    const options = { as: { ...processor, roles: ['processor'] } };
    if (way === 'SEALED_REGISTER') {
      expect(await world.does('classifyPetition', input, options)).toMatchObject({
        code: 'REGISTER_REFERENCE_REQUIRED',
      });
      expect(
        (await ask(petition, 'petitioners { citizen { name } }', processor)).data.petition.petitioners,
      ).toHaveLength(1);
    }
    expect(await world.does('classifyPetition', { ...input, ...given }, options)).toMatchObject({
      status: 'CLASSIFIED',
    });
    await expectPseudonym(petition);
    await expectNobodyHere();
  });

  it('keeps what is found later where those of the same visit are, whatever the agency has decided since', async () => {
    const visit = aVisit({ agency: commune, visitors: [aPerson()], petitions: [aDraft(), aDraft()] });
    const { petitions } = await world.does('registerVisit', visit, { as: receptionist });
    const find = (index: number, more: object) => {
      const { id: petition, version: expectedVersion } = petitions[index];
      const input = {
        petition,
        expectedVersion,
        kind: 'DENUNCIATION',
        field: 'CORRUPTION',
        direction: 'ACCEPT',
        ...more,
      };
      return world.does('classifyPetition', input, { as: processor });
    };
    expect(await find(0, given)).toMatchObject({ status: 'CLASSIFIED' });
    const other = way === 'VAULT' ? 'SEALED_REGISTER' : 'VAULT';
    await keepDenouncers({ agency: commune, keptIn: other, from: '2026-11-26' }, head);
    world.clock = new Date('2026-11-26T02:00:00.000Z');
    if (way === 'SEALED_REGISTER') expect(await find(1, {})).toMatchObject({ code: 'REGISTER_REFERENCE_REQUIRED' });
    expect(await find(1, given)).toMatchObject({ status: 'CLASSIFIED' });
    await expectPseudonym(petitions[1].id);
    await keepDenouncers({ agency: commune, keptIn: way, from: '2026-11-27' }, head);
    world.clock = new Date('2026-11-27T02:00:00.000Z');
  });

  it('takes a denunciation back, and one nobody signed', async () => {
    const { id: petition, version } = await received();
    const withdrawal = { petition, expectedVersion: version, on: '2026-11-27' };
    expect(await world.does('withdrawPetition', withdrawal, { as: receptionist })).toMatchObject({
      status: 'WITHDRAWN',
    });
    const anonymous = await received({ petitioners: [], registerReference: null });
    const { data } = await ask(anonymous.id, 'denouncers { pseudonym } petitioners { role }', receptionist);
    expect(data.petition).toEqual({ denouncers: [], petitioners: [] });
  });

  it('is opened to a custodian by two: the name out of the vault, or where it stands in the register', async () => {
    const { id: petition } = await received();
    const [first, second] = [custodian('0e1'), custodian('0e2')];
    const fields = 'petitioners { citizen { name } } denouncers { registerReference }';
    const closed = await ask(petition, fields, first);
    expect([closed.data.petition.petitioners, closed.data.petition.denouncers]).toEqual([
      null,
      [{ registerReference: null }],
    ]);
    const asked = { petition, purpose: 'Xác minh nội dung tố cáo' };
    const { id: disclosure } = await command('requestDisclosure', 'Disclosure', 'id', asked, first);
    await command('approveDisclosure', 'Disclosure', 'id', { disclosure }, second);
    expect((await ask(petition, fields, first)).data.petition).toEqual({
      petitioners: people.map(({ name }) => ({ citizen: { name } })),
      denouncers: [{ registerReference: way === 'VAULT' ? null : reference }],
    });
  });

  it('refuses what does not belong to its way, and writes nothing', async () => {
    const before = await world.rowCounts();
    const visit = aVisit({ agency: commune, visitors: [aPerson()], petitions: [denunciation] });
    const refusals =
      way === 'VAULT'
        ? [
            [await received({ registerReference: reference }), 'REGISTER_NOT_USED', 'registerReference'],
            [
              await world.does('registerVisit', { ...visit, registerReference: reference }, { as: receptionist }),
              'REGISTER_NOT_USED',
              'registerReference',
            ],
            [
              await world.does('registerVisit', { ...visit, visitors: [] }, { as: receptionist }),
              'VISITORS_MISSING',
              'visitors',
            ],
          ]
        : [
            [await received({ petitioners: [aPerson()] }), 'DENOUNCER_IDENTITY_NOT_ACCEPTED', 'petitioners'],
            [
              await world.does('registerVisit', visit, { as: receptionist }),
              'DENOUNCER_IDENTITY_NOT_ACCEPTED',
              'visitors',
            ],
            [await received({ registerReference: 'Nguyễn Văn A' }), 'REGISTER_REFERENCE_INVALID', 'registerReference'],
            [await received({ petition: aDraft() }), 'REGISTER_NOT_USED', 'registerReference'],
            [
              await world.does(
                'registerVisit',
                { ...visit, ...given, visitors: [], petitions: [denunciation, aDraft()] },
                { as: receptionist },
              ),
              'DENUNCIATION_WITH_OTHERS',
              'petitions',
            ],
            [
              await world.does(
                'registerVisit',
                { ...visit, ...given, visitors: [], visitorCount: 0 },
                { as: receptionist },
              ),
              'VISITOR_COUNT_INVALID',
              'visitorCount',
            ],
          ];
    for (const [answer, code, field] of refusals) expect(answer).toMatchObject({ code, field });
    const changed = { agency: commune, keptIn: way, from: '2026-11-27' };
    expect(await keepDenouncers(changed, head)).toMatchObject({ code: 'KEEPING_NOT_TO_COME', field: 'from' });
    expect(await keepDenouncers({ ...changed, from: '2026-12-01' }, receptionist)).toMatchObject([
      { message: 'FORBIDDEN' },
    ]);
    expect(await world.rowCounts()).toEqual(before);
  });
});
