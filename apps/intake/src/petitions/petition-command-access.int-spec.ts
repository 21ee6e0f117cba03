import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, aReception, aVisit } from '../testing/examples';
import {
  anAgency,
  anOfficer,
  board,
  commune,
  nowhere,
  openIntakeWorld,
  type IntakeWorld,
} from '../testing/intake.world';

const id = (tail: string) => `0190a000-0000-7000-8000-000000000${tail}`;
const [head, clerk] = [id('0d1'), id('0d2')];
const clerks = ['receptionist', 'processor'];

describe('commands of an officer', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_command_access');
    drop = database.drop;
    world = await openIntakeWorld(database.url, [
      anAgency(board, 2),
      anAgency(commune, 2, { parentId: board }),
      anOfficer(head, commune, 'head'),
    ]);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });
  const as = { id: clerk, agencyId: commune, roles: clerks };
  const stored = async (call: Promise<unknown>) => {
    const before = await world.rowCounts();
    const answer = await call;
    return { answer, isStored: JSON.stringify(await world.rowCounts()) !== JSON.stringify(before) };
  };
  const nothingButForbidden = {
    answer: [expect.objectContaining({ message: 'FORBIDDEN', path: ['answer'] })],
    isStored: false,
  };
  const classification = (petition: string, more: object = {}) => ({
    petition,
    expectedVersion: 1,
    kind: 'COMPLAINT',
    field: 'LAND_HOUSING',
    direction: 'ACCEPT',
    ...more,
  });

  it('take nothing in for another agency', async () => {
    const reception = world.does('receivePetition', aReception({ agency: board }), { as });
    expect(await stored(reception)).toEqual(nothingButForbidden);
    expect(await stored(world.does('registerVisit', aVisit({ agency: board }), { as }))).toEqual(nothingButForbidden);
  });

  it.each([
    ['himself', { kind: 'COMPLAINT', respondent: { kind: 'OFFICER', officer: clerk } }],
    ['himself, however the id is written', { respondent: { kind: 'OFFICER', officer: clerk.toUpperCase() } }],
    ['his head, in a denunciation', { kind: 'DENUNCIATION', respondent: { kind: 'OFFICER', officer: head } }],
    ['his body, in a denunciation', { kind: 'DENUNCIATION', respondent: { kind: 'AGENCY', agency: commune } }],
    ['a body above his, in a denunciation', { kind: 'DENUNCIATION', respondent: { kind: 'AGENCY', agency: board } }],
  ])('take in nothing about %s, at the counter or in a visit', async (_, draft) => {
    const petition = aDraft(draft as never);
    const reception = world.does('receivePetition', aReception({ agency: commune, petition }), { as });
    expect(await stored(reception)).toEqual({
      answer: expect.objectContaining({
        code: 'CONFLICT_OF_INTEREST',
        field: 'petition.respondent',
        legalBasis: 'Luật TC Đ.8, Đ.11',
        message: expect.stringMatching(/[à-ỹ]/),
      }),
      isStored: false,
    });
    const visit = world.does('registerVisit', aVisit({ agency: commune, petitions: [aDraft(), petition] }), { as });
    expect(await stored(visit)).toMatchObject({
      answer: { code: 'CONFLICT_OF_INTEREST', field: 'petitions.1.respondent' },
      isStored: false,
    });
  });

  it('are judged before the one statement that receives a petition', async () => {
    const conflict = aDraft({ respondent: { kind: 'OFFICER', officer: clerk } });
    const counter = countStatements(world.pool, world.readerPool);
    await world.does('receivePetition', aReception({ agency: commune, petition: conflict }), { as });
    expect(counter.statements).toEqual([]);
    await world.does('receivePetition', aReception({ agency: commune }), { as });
    counter.stop();
    expect(counter.statements).toHaveLength(1);
  });

  it.each([
    ['of another agency', board, {}],
    ['about oneself', commune, { respondent: { kind: 'OFFICER', officer: clerk } }],
    ['that denounces one’s head', commune, { kind: 'DENUNCIATION', respondent: { kind: 'OFFICER', officer: head } }],
  ])('cannot tell a petition %s from one that does not exist', async (_, agency, draft) => {
    // Taken in by somebody whom nobody's register knows to stand below the accused.
    const petition = aDraft(draft as never);
    const { id: hidden } = await world.does('receivePetition', aReception({ agency: board, petition }));
    await world.pool.query('update petition set receiving_agency_id = $2 where id = $1', [hidden, agency]);
    const own = await world.does('receivePetition', aReception({ agency: commune }), { as });
    const tried = async (call: (wanted: string) => Promise<unknown>) => {
      const texts = [];
      for (const wanted of [hidden, nowhere]) {
        const counter = countStatements(world.pool, world.readerPool);
        const answer = await stored(call(wanted));
        counter.stop();
        texts.push({ answer, count: counter.statements.filter((text) => !text.includes('count(*)')).length });
      }
      expect(texts[0]).toEqual(texts[1]);
      expect(texts[0]!.answer).toMatchObject({ answer: { code: 'PETITION_UNKNOWN' }, isStored: false });
    };
    await tried((wanted) => world.does('classifyPetition', classification(wanted), { as }));
    await tried((wanted) => world.does('classifyPetition', classification(own.id, { duplicateOf: wanted }), { as }));
    const withdrawal = { expectedVersion: 1, on: '2026-11-24' };
    await tried((wanted) => world.does('withdrawPetition', { petition: wanted, ...withdrawal }, { as }));
  });

  it('close a petition to oneself when it turns out to denounce one’s own body', async () => {
    const petition = aDraft({ respondent: { kind: 'AGENCY', agency: commune } });
    const { id: found } = await world.does('receivePetition', aReception({ agency: commune, petition }), { as });
    const turned = classification(found, { kind: 'DENUNCIATION', direction: 'TRANSFER' });
    const options = { as, key: 'turned-out-to-be' };
    expect(await world.does('classifyPetition', turned, options)).toMatchObject({ status: 'CLASSIFIED', version: 2 });
    expect((await world.ask(`{ petition(id: "${found}") { id } }`, {}, as)).data).toEqual({ petition: null });
    expect(await world.does('classifyPetition', turned, options)).toMatchObject({ code: 'PETITION_UNKNOWN' });
  });

  it('repeat what they answered before only to whoever may still see it', async () => {
    const call = () => world.does('receivePetition', aReception({ agency: commune }), { as, key: 'seen-once' });
    const { id: known } = await call();
    expect(await call()).toMatchObject({ id: known });
    await world.pool.query('update petition set respondent_officer_id = $2 where id = $1', [known, clerk]);
    expect(await call()).toMatchObject({ code: 'PETITION_UNKNOWN' });
  });

  it.each([
    ['quotes and the end of a statement', `'; drop table petition; -- " \\' \\\\ $1 $$ %s`],
    ['markup', '<script>alert(1)</script> [x](javascript:alert(1))'],
    ['a text that runs from right to left', 'Ông \u202eẢnB ịB\u202c'],
    ['characters of four bytes and joiners', '😀 a\u200db'],
    ['names of the language', '__proto__ constructor toString'],
  ])('keep %s as they are written', async (_, text) => {
    const reception = aReception({
      petitioners: [aPerson({ name: text, address: { text } })],
      petition: aDraft({ summary: text, respondent: { kind: 'PERSON', name: text }, place: { text } }),
    });
    const { id: written } = await world.does('receivePetition', reception);
    const { data } = await world.ask(
      `{ petition(id: "${written}") { summary respondent { name } place { text } petitioners { citizen { name address { text } } } } }`,
    );
    expect(data.petition).toEqual({
      summary: text,
      respondent: { name: text },
      place: { text },
      petitioners: [{ citizen: { name: text, address: { text } } }],
    });
  });

  it('find the same text in whichever normal form it was typed, and refuse half a character', async () => {
    const name = 'Nguyễn Thị Huệ';
    const both = [name.normalize('NFC'), name.normalize('NFD')].map((typed) =>
      world.does('receivePetition', aReception({ petition: aDraft({ summary: typed }) })),
    );
    const kept = await Promise.all(
      (await Promise.all(both)).map(({ id: one }) => world.ask(`{ petition(id: "${one}") { summary } }`)),
    );
    expect(new Set(kept.map(({ data }) => data.petition.summary))).toEqual(new Set([name.normalize('NFC')]));
    for (const half of ['\ud83d', 'a\udc00', 'a\0'])
      expect(await world.does('receivePetition', aReception({ petition: aDraft({ summary: half }) }))).toMatchObject({
        code: 'TEXT_INVALID',
      });
  });

  it('change nothing of what an object is when an input has the name of its prototype', async () => {
    const variables = JSON.parse('{"input": {"__proto__": {"polluted": true}}, "constructor": 1, "key": "a-long-key"}');
    const { errors } = await world.ask(
      `mutation ($input: ReceivePetitionInput!, $key: String!) { __proto__: receivePetition(input: $input, idempotencyKey: $key) { __typename } }`,
      variables,
    );
    expect(errors?.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['title;drop', "RECEIVED' or true --", '__proto__'])('know no status called %s', async (status) => {
    const { data, errors } = await world.ask(
      'query ($filter: PetitionFilter) { petitions(filter: $filter) { nodes { id } } }',
      {
        filter: { status },
      },
    );
    expect([data, errors?.length]).toEqual([undefined, 1]);
  });
});
