import type { Principal } from '@tiepdan/access';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { aDraft, aReception, aVisit } from '../testing/examples';
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
/** Stands below the commune. */
const hamlet = id('0c1');
/** A sister of the commune. */
const ward = id('0c2');
const people = {
  headOfCommune: id('0d1'),
  clerkOfCommune: id('0d2'),
  clerkOfHamlet: id('0d3'),
  clerkOfWard: id('0d4'),
};
const register = [
  anAgency(board, 2),
  anAgency(commune, 2, { parentId: board, code: '05443' }),
  anAgency(hamlet, 1, { parentId: commune, code: '05444' }),
  anAgency(ward, 1, { parentId: board, code: '05445' }),
  anOfficer(people.headOfCommune, commune, 'head'),
  anOfficer(people.clerkOfCommune, commune, 'receptionist', 'processor'),
];
const clerks = ['receptionist', 'processor'];
const clerk = (at: string, officerId = id('0e1')): Principal => ({ id: officerId, agencyId: at, roles: clerks });
/** Follows the whole province, from the board. */
const follower: Principal = { id: id('0e2'), agencyId: board, roles: ['reception-board'] };

describe('what an officer may find in intake', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_access');
    drop = database.drop;
    world = await openIntakeWorld(database.url, register);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });

  /** Takes in a petition at an agency, by somebody free of any conflict with it. */
  const received = async (agency: string, draft: object = {}): Promise<string> => {
    const as = { id: id('0e9'), agencyId: agency, roles: clerks };
    const answer = await world.does('receivePetition', aReception({ agency, petition: aDraft(draft) }), { as });
    expect(answer).toMatchObject({ status: 'RECEIVED' });
    return answer.id;
  };
  const ways = {
    petition: (wanted: string) => `{ found: petition(id: "${wanted}") { id } }`,
    entity: (wanted: string) =>
      `{ found: _entities(representations: [{ __typename: "Petition", id: "${wanted}" }]) { ... on Petition { id } } }`,
    visit: (wanted: string) => `{ found: visit(id: "${wanted}") { id } }`,
    visitEntity: (wanted: string) =>
      `{ found: _entities(representations: [{ __typename: "Visit", id: "${wanted}" }]) { ... on Visit { id } } }`,
  };
  const answerTo = async (source: string, as: Principal) => {
    const counter = countStatements(world.pool, world.readerPool);
    const { data, errors } = await world.ask(source, {}, as);
    counter.stop();
    return { data, errors, statements: counter.statements.map((text) => text.replace(/\s+/g, ' ')) };
  };
  const listed = async (as: Principal, filter: object = {}): Promise<string[]> => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const { data } = await world.ask(
        `query ($filter: PetitionFilter, $after: String) { petitions(filter: $filter, first: 3, after: $after) {
           nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
        { filter, after },
        as,
      );
      const { nodes, totalCount, pageInfo } = data.petitions;
      expect(totalCount).toBeNull();
      // A page is full unless it is the last: nobody can tell from its length that something was left out.
      if (pageInfo.hasNextPage) expect(nodes).toHaveLength(3);
      found.push(...nodes.map((node: { id: string }) => node.id));
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  };
  /** Neither by id nor as an entity, and with the same answer and statements as an id that nothing bears. */
  const expectNotFound = async (way: keyof typeof ways, hidden: string, as: Principal) => {
    const [one, other] = [await answerTo(ways[way](hidden), as), await answerTo(ways[way](nowhere), as)];
    expect(one).toEqual(other);
    expect([one.data.found].flat()).toEqual([null]);
    expect([one.errors, one.statements.length]).toEqual([undefined, 1]);
  };

  it('is nothing of another agency: by id and as an entity it looks like what does not exist', async () => {
    const petition = await received(ward);
    await expectNotFound('petition', petition, clerk(commune));
    await expectNotFound('entity', petition, clerk(commune));
    expect(await listed(clerk(commune))).not.toContain(petition);
    expect(await listed(clerk(commune), { agency: ward })).toEqual([]);
    expect(await listed(clerk(ward))).toContain(petition);
    const visit = await world.does('registerVisit', aVisit({ agency: ward }));
    await expectNotFound('visit', visit.id, clerk(commune));
    await expectNotFound('visitEntity', visit.id, clerk(commune));
  });

  it('is what the bodies below a head’s own received, and nothing beside or above', async () => {
    const [own, below, beside, above] = [
      await received(commune),
      await received(hamlet),
      await received(ward),
      await received(board),
    ];
    const head = { id: people.headOfCommune, agencyId: commune, roles: ['head'] };
    const seen = await listed(head);
    expect(seen).toEqual(expect.arrayContaining([own, below]));
    expect(seen.filter((each) => [beside, above].includes(each))).toEqual([]);
    expect((await answerTo(ways.petition(below), head)).data.found).toEqual({ id: below });
    // What it says is for those who handle it, at the body itself.
    const { data, errors } = await world.ask(`{ petition(id: "${below}") { number summary } }`, {}, head);
    expect([data.petition.number !== null, data.petition.summary]).toEqual([true, null]);
    expect(errors).toMatchObject([{ message: 'FORBIDDEN', path: ['petition', 'summary'] }]);
    expect(await listed(clerk(commune, people.clerkOfCommune))).not.toContain(below);
  });

  const accusedHead = { kind: 'OFFICER', officer: people.headOfCommune };
  const delegate: Principal = {
    ...follower,
    id: id('0e3'),
    delegations: [{ from: people.headOfCommune, role: 'head', agencyId: commune }],
  };
  it.each<[string, object, Principal]>([
    ['the accused, though he follows all of the province', accusedHead, { ...follower, id: people.headOfCommune }],
    ['a subordinate of the accused head', accusedHead, { ...clerk(commune, people.clerkOfCommune), roles: ['leader'] }],
    ['a subordinate further below', accusedHead, { ...clerk(hamlet, people.clerkOfHamlet), roles: ['inspector'] }],
    ['whoever acts in the name of the accused', accusedHead, delegate],
    ['an officer of the accused body', { kind: 'AGENCY', agency: commune }, { ...clerk(commune), roles: ['leader'] }],
    [
      'the same under a duty elsewhere',
      { kind: 'AGENCY', agency: commune.toUpperCase() },
      {
        ...clerk(hamlet),
        roles: [],
        delegations: [{ from: id('0e4'), role: 'inspector', agencyId: board }],
      },
    ],
  ])('is nothing about a denunciation that concerns them, for %s', async (_, respondent, as) => {
    const draft = { kind: 'DENUNCIATION', respondent };
    const original = await received(board);
    const denunciation = await received(board, draft);
    const visitor = { ...follower, id: id('0e8'), roles: [...clerks, 'reception-board'] };
    const visit = await world.does('registerVisit', aVisit({ petitions: [aDraft(draft as never)] }), { as: visitor });
    const repeated = await world.does(
      'classifyPetition',
      {
        petition: denunciation,
        expectedVersion: 1,
        kind: 'FEEDBACK',
        field: 'OTHER',
        direction: 'FILE',
        duplicateOf: original,
      },
      { as: clerk(board, id('0e9')) },
    );
    // A denunciation joins none that is about somebody else; should one be joined all the same, it stays hidden.
    expect([visit.petitions.length, repeated.code]).toEqual([1, 'ORIGINAL_ABOUT_ANOTHER']);
    await world.pool.query('update petition set duplicate_of_id = $1 where id = $2', [original, denunciation]);

    await expectNotFound('petition', denunciation, as);
    await expectNotFound('entity', denunciation, as);
    await expectNotFound('visit', visit.id, as);
    await expectNotFound('visitEntity', visit.id, as);
    const all = await listed(as);
    expect(all).toContain(original);
    expect(all.filter((each) => [denunciation, visit.petitions[0].id].includes(each))).toEqual([]);
    expect(await listed(as, { kind: 'DENUNCIATION' })).toEqual([]);
    const { data } = await world.ask(
      `{ petition(id: "${original}") { duplicates { nodes { id } pageInfo { hasNextPage } } } visits(first: 100) { nodes { id } } }`,
      {},
      as,
    );
    expect(data.petition.duplicates).toEqual({ nodes: [], pageInfo: { hasNextPage: false } });
    expect(data.visits.nodes).not.toContainEqual({ id: visit.id });
    // Whoever is free of it finds it all.
    expect((await answerTo(ways.petition(denunciation), follower)).data.found).toEqual({ id: denunciation });
  });

  it('is a complaint about their own body all the same, which settles it first, but none about themselves', async () => {
    const aboutBody = await received(commune, { respondent: { kind: 'AGENCY', agency: commune } });
    const aboutClerk = await received(commune, { respondent: { kind: 'OFFICER', officer: people.clerkOfCommune } });
    const seen = await listed(clerk(commune, people.clerkOfCommune));
    expect([seen.includes(aboutBody), seen.includes(aboutClerk)]).toEqual([true, false]);
    expect(await listed(clerk(commune))).toEqual(expect.arrayContaining([aboutBody, aboutClerk]));
  });

  it('costs one statement for 100 entities, whoever asks', async () => {
    const known = await received(commune);
    const of = Array.from({ length: 100 }, (_, index) => ({
      __typename: 'Petition',
      id: index % 2 ? known : id(String(100 + index)),
    }));
    for (const as of [clerk(commune), follower, clerk(ward)]) {
      const counter = countStatements(world.pool, world.readerPool);
      const { data } = await world.ask(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Petition { id number } } }',
        { of },
        as,
      );
      counter.stop();
      expect(data._entities).toHaveLength(100);
      expect(counter.statements).toHaveLength(1);
    }
  });
});
