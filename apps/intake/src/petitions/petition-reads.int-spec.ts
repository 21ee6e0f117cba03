import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, aReception, aVisit } from '../testing/examples';
import { board, commune, nowhere, openIntakeWorld, type IntakeWorld } from '../testing/intake.world';

describe('reading petitions and visits', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  const ids: string[] = [];
  beforeAll(async () => {
    const database = await freshDatabase('intake_reads');
    drop = database.drop;
    world = await openIntakeWorld(database.url);
    for (let day = 1; day <= 12; day++) {
      const receivedAt = new Date(`2026-10-${String(day).padStart(2, '0')}T02:00:00Z`);
      // Twice the same instant: order and places must not depend on it.
      for (const agency of [board, commune])
        ids.push((await world.does('receivePetition', aReception({ agency, receivedAt }))).id);
    }
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });
  const list = async (filter: object, first: number, after: string | null = null) =>
    (
      await world.ask(
        `query ($filter: PetitionFilter, $first: Int, $after: String) { petitions(filter: $filter, first: $first, after: $after) {
           nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`,
        { filter, first, after },
      )
    ).data?.petitions;

  it('pages through all of them once, the last received first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await list({}, 5, after);
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(24);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(new Set(seen.slice(0, 2))).toEqual(new Set(ids.slice(-2)));
    expect(new Set(seen.slice(-2))).toEqual(new Set(ids.slice(0, 2)));
  });

  it('finds those of an agency, a kind, a status and a span of days', async () => {
    const count = async (filter: object) => (await list(filter, 100)).nodes.length;
    expect(await count({ agency: commune })).toBe(12);
    expect(await count({ receivedFrom: '2026-10-03', receivedTo: '2026-10-04' })).toBe(4);
    expect(await count({ agency: board, kind: 'COMPLAINT', status: 'RECEIVED', receivedFrom: '2026-10-12' })).toBe(1);
    expect(await count({ kind: 'DENUNCIATION' })).toBe(0);
    expect(await count({ agency: 'no-id' })).toBe(0);
  });

  it('takes no cursor of another list', async () => {
    for (const after of ['x', Buffer.from('["2026","no-id"]').toString('base64url')]) {
      const { errors } = await world.ask(`{ petitions(after: "${after}") { nodes { id } } }`);
      expect(errors![0]!.message).toContain('"after"');
    }
  });

  it('finds the entities of 100 keys with one statement', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => ids[index % ids.length]!);
    const representations = [...keys, nowhere, 'no-id'].map((id) => ({ __typename: 'Petition', id }));
    const counter = countStatements(world.pool, world.readerPool);
    const { data } = await world.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Petition { id number receivingAgency { id } } } }',
      { of: representations },
    );
    counter.stop();
    expect(data._entities.slice(0, 100).map(({ id }: { id: string }) => id)).toEqual(keys);
    expect(data._entities.slice(100)).toEqual([null, null]);
    expect(counter.statements).toHaveLength(1);
  });

  it('finds visits with their petitions, visitors and originals with one statement for each kind', async () => {
    for (let index = 0; index < 5; index++)
      await world.does('registerVisit', aVisit({ petitions: [aDraft(), aDraft()] }));
    const counter = countStatements(world.pool, world.readerPool);
    const { data, errors } = await world.ask(
      `{ visits(filter: { agency: "${board}", receptionKind: REGULAR, from: "2026-11-24", to: "2026-11-24" }) { nodes {
           visitors { name address { commune { id } } } petitions { visit { id } petitioners { citizen { name } } duplicates { nodes { id } } } } } }`,
    );
    counter.stop();
    expect(errors).toBeUndefined();
    expect(data.visits.nodes).toHaveLength(5);
    expect(data.visits.nodes[4].petitions).toHaveLength(2);
    // And the transaction that keeps who saw it, of three statements however much was seen.
    expect(counter.statements).toHaveLength(6 + 5);
  });

  it('tells the same of what does not exist and of an id that is none', async () => {
    const { data, errors } = await world.ask(
      `{ a: petition(id: "${nowhere}") { id } b: petition(id: "x") { id } c: visit(id: "x") { id } }`,
    );
    expect([data, errors]).toEqual([{ a: null, b: null, c: null }, undefined]);
  });

  it('reads every table as the code describes it', async () => {
    for (const entity of world.dataSource.entityMetadatas)
      await expect(world.dataSource.getRepository(entity.target).find({ take: 1 })).resolves.toBeDefined();
    expect(world.dataSource.entityMetadatas).toHaveLength(7);
  });

  describe('who may know what', () => {
    const secret = {
      respondent: { kind: 'PERSON', name: 'Ông Bị Đơn' } as const,
      place: { commune, text: 'Ngõ Kín 7' },
    };
    const question = `{ number petitioners { citizen { name } } summary respondent { kind name } place { commune { id } text } }`;
    const asked = async (id: string, as: object) => {
      const { data, errors = [] } = await world.ask(`{ petition(id: "${id}") ${question} }`, {}, as);
      return {
        ...data.petition,
        forbidden: errors.map(({ message, path }) => `${message} ${path.slice(1).join('.')}`),
      };
    };
    const FORBIDDEN = ['petitioners', 'summary', 'respondent.name', 'place.text'].map((path) => `FORBIDDEN ${path}`);

    it('the content is for those who handle it at the agency that received it', async () => {
      const { id } = await world.does('receivePetition', aReception({ petition: aDraft(secret) }));
      expect(await asked(id, { roles: ['processor'] })).toMatchObject({
        petitioners: [{ citizen: { name: 'Nguyễn Thị Ví Dụ' } }],
        summary: 'Khiếu nại quyết định thu hồi đất.',
        respondent: { name: 'Ông Bị Đơn' },
        place: { text: 'Ngõ Kín 7' },
        forbidden: [],
      });
      const stranger = await asked(id, { agencyId: commune });
      expect(stranger).toMatchObject({ petitioners: null, summary: null, respondent: { kind: 'PERSON', name: null } });
      expect(stranger.forbidden.sort()).toEqual([...FORBIDDEN].sort());
      expect((await asked(id, { roles: ['inspector'] })).forbidden).toHaveLength(4);
    });

    it('a denouncer is known to the receptionist of that agency alone, also after it was classified as something else', async () => {
      const { id } = await world.does('receivePetition', aReception({ petition: aDraft({ kind: 'DENUNCIATION' }) }));
      const seen = async (as: object) => (await asked(id, as)).petitioners !== null;
      const expected = [true, false, false];
      const askers = [
        { roles: ['receptionist'] },
        { roles: ['processor', 'reception-board', 'head'] },
        { agencyId: commune },
      ];
      expect(await Promise.all(askers.map(seen))).toEqual(expected);
      await world.does('classifyPetition', {
        petition: id,
        expectedVersion: 1,
        kind: 'FEEDBACK',
        field: 'OTHER',
        direction: 'ACCEPT',
      });
      expect(await Promise.all(askers.map(seen))).toEqual(expected);
    });

    it('who came with a denunciation is guarded like the denouncer', async () => {
      const brought = (kind: 'COMPLAINT' | 'DENUNCIATION') =>
        world.does('registerVisit', aVisit({ visitors: [aPerson()], petitions: [aDraft(), aDraft({ kind })] }));
      const seen = async (id: string, roles: string[], agencyId = board) =>
        (await world.ask(`{ visit(id: "${id}") { number visitors { name } } }`, {}, { roles, agencyId })).data.visit
          ?.visitors ?? null;
      const [plain, guarded] = [await brought('COMPLAINT'), await brought('DENUNCIATION')];
      expect(await seen(plain.id, ['processor'])).toHaveLength(1);
      expect(await seen(guarded.id, ['processor'])).toBeNull();
      expect(await seen(guarded.id, ['receptionist'])).toHaveLength(1);
      expect(await seen(plain.id, ['receptionist'], commune)).toBeNull();
    });

    it('who handles no petitions sees none, neither by id nor in a list nor as an entity', async () => {
      for (const roles of [['citizen'], ['analyst'], ['service']]) {
        const one = await world.ask(
          `{ petition(id: "${ids[0]}") { id } visit(id: "${nowhere}") { id } }`,
          {},
          { roles },
        );
        expect(one.errors).toMatchObject([{ message: 'FORBIDDEN' }, { message: 'FORBIDDEN' }]);
        expect((await world.ask('{ petitions { nodes { id } } }', {}, { roles })).data).toBeNull();
        const entities = `{ _entities(representations: [{ __typename: "Petition", id: "${ids[0]}" }]) { ... on Petition { id } } }`;
        expect((await world.ask(entities, {}, { roles })).data._entities).toEqual([null]);
      }
    });

    it('a person cannot be looked up by the id alone', async () => {
      const { rows } = await world.pool.query('select id from citizen limit 1');
      const { data } = await world.ask(
        `{ _entities(representations: [{ __typename: "Citizen", id: "${rows[0].id}" }]) { ... on Citizen { name } } }`,
      );
      expect(data._entities).toEqual([null]);
    });
  });
});
