import { v7 } from 'uuid';
import type { Principal, Relation, Role } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/all';
import { cellsAgainstTheTable, freshDatabase, type Walk } from '@tiepdan/testkit';
import { aDraft, aPerson, aReception, aVisit } from '../testing/examples';
import { anAgency, anOfficer, board, openIntakeWorld, receipts, type IntakeWorld } from '../testing/intake.world';

const id = (tail: string) => `0190a000-0000-7000-8000-000000000${tail}`;
const [department, division, sister] = [id('0c1'), id('0c2'), id('0c3')];
const [me, custodian, overseer] = [id('0d1'), id('0d2'), id('0d3')];
const register = [
  anAgency(board, 2),
  anAgency(department, 1, { code: 'SXD', parentId: board }),
  anAgency(division, 1, { code: 'CC', parentId: department }),
  anAgency(sister, 1, { code: 'STC', parentId: board }),
  anOfficer(overseer, board, 'overseer'),
];
/** A petition has no officer of its own, so nobody's own case is among them. */
const among = ['EXCLUDED', 'OWN_AGENCY', 'SUPERIOR', 'NONE'] as const satisfies readonly Relation[];
type Place = (typeof among)[number];
const agencyOf: Readonly<Record<Place, string>> = {
  EXCLUDED: department,
  OWN_AGENCY: department,
  SUPERIOR: division,
  NONE: sister,
};
const draftIn = (place: Place, kind: 'COMPLAINT' | 'DENUNCIATION' = 'COMPLAINT') =>
  aDraft({ kind, ...(place === 'EXCLUDED' && { respondent: { kind: 'OFFICER', officer: me } }) });

describe('everything intake does, by every role, in every relation', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_walk');
    drop = database.drop;
    world = await openIntakeWorld(database.url, register);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });

  const clerkAt = (agencyId: string) => ({ id: id('0e1'), agencyId, roles: ['receptionist', 'processor'] });
  const received = async (place: Place, kind: 'COMPLAINT' | 'DENUNCIATION' = 'COMPLAINT') => {
    const agency = agencyOf[place];
    const input = aReception({ agency, petitioners: [aPerson()], petition: draftIn(place, kind) });
    const { id: petition, version } = await world.does('receivePetition', input, { as: clerkAt(agency) });
    return { petition: petition as string, expectedVersion: version as number };
  };
  const visited = async (place: Place): Promise<string> => {
    const agency = agencyOf[place];
    return (await world.does('registerVisit', aVisit({ agency, petitions: [draftIn(place)] }), { as: clerkAt(agency) }))
      .id;
  };
  /** One for each place, made anew only when it was changed. */
  const kept = <Thing>(make: (place: Place) => Promise<Thing>) => {
    const things = new Map<Place, Promise<Thing>>();
    const of = (place: Place) => things.get(place) ?? things.set(place, make(place)).get(place)!;
    return { of, changed: (place: Place) => things.delete(place) };
  };

  /** Whether a command was done; where it was not, that nothing was written. */
  const isDone = async (field: string, input: object, as: Principal): Promise<boolean> => {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const before = await world.rowCounts();
    const { data } = await world.ask(
      `mutation ($input: ${type}!, $key: String!) { answer: ${field}(input: $input, idempotencyKey: $key) { __typename } }`,
      { input, key: v7() },
      as,
    );
    const done = data?.answer !== undefined && data.answer !== null && !data.answer.__typename.endsWith('Refused');
    // Of what custodians ask for in vain a link is left.
    const links = field.endsWith('Disclosure')
      ? { audit_entry: expect.any(Number), audit_head: expect.any(Number) }
      : {};
    if (!done) expect(await world.rowCounts()).toEqual({ ...before, ...links });
    return done;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const isRead = async (source: string, as: Principal, pick: (data: any) => unknown) => {
    const { data } = await world.ask(source, {}, as);
    return data !== null && pick(data) != null;
  };

  type Doing = (as: Principal, place: Place) => Promise<boolean>;
  /** What touches nobody's matter excludes nobody. */
  const unrelated: Walk = { among: ['OWN_AGENCY', 'SUPERIOR', 'NONE'] };
  const doings = (): Partial<Record<Operation, readonly [Doing, Walk?]>> => {
    const complaints = kept((place) => received(place));
    const denunciations = kept((place) => received(place, 'DENUNCIATION'));
    const visits = kept(visited);
    const over = kept(async (place) => {
      const petition = await received(place);
      const as = clerkAt(agencyOf[place]);
      await world.does('withdrawPetition', { ...petition, on: '2026-11-24' }, { as });
      return petition.petition;
    });
    const requests = kept(async (place) => {
      const input = { petition: (await received(place, 'DENUNCIATION')).petition, purpose: 'Xác minh' };
      const { data } = await world.ask(
        `mutation ($input: RequestDisclosureInput!) { answer: requestDisclosure(input: $input, idempotencyKey: "${v7()}") {
           ... on Disclosure { id } } }`,
        { input },
        { id: custodian, agencyId: board, roles: ['identity-custodian'] },
      );
      return data.answer.id as string;
    });
    /** Changes a complaint, of which there is a new one afterwards. */
    const changing =
      (field: string, more: object): Doing =>
      async (as, place) => {
        const done = await isDone(field, { ...(await complaints.of(place)), ...more }, as);
        if (done) complaints.changed(place);
        return done;
      };
    const petitionField =
      (of: typeof complaints, field: string): Doing =>
      async (as, place) =>
        isRead(`{ petition(id: "${(await of.of(place)).petition}") { id ${field} } }`, as, (data) =>
          field === '' ? data.petition : data.petition?.[/\w+/.exec(field)![0]],
        );
    return {
      registerVisit: [
        (as, place) => isDone('registerVisit', aVisit({ agency: agencyOf[place], petitions: [draftIn(place)] }), as),
      ],
      receivePetition: [
        (as, place) => isDone('receivePetition', aReception({ agency: agencyOf[place], petition: draftIn(place) }), as),
      ],
      classifyPetition: [changing('classifyPetition', { kind: 'COMPLAINT', field: 'OTHER', direction: 'ACCEPT' })],
      withdrawPetition: [changing('withdrawPetition', { on: '2026-11-24' })],
      readPetition: [petitionField(complaints, '')],
      readVisit: [async (as, place) => isRead(`{ visit(id: "${await visits.of(place)}") { id } }`, as, (d) => d.visit)],
      readPetitionContent: [petitionField(complaints, 'summary')],
      readDenouncer: [petitionField(denunciations, 'petitioners { citizen { name } }')],
      requestDisclosure: [
        async (as, place) => {
          const { petition } = await denunciations.of(place);
          return isDone('requestDisclosure', { petition, purpose: 'Xác minh' }, as);
        },
        { brings: ['PURPOSE'] },
      ],
      approveDisclosure: [
        async (as, place) => {
          const done = await isDone('approveDisclosure', { disclosure: await requests.of(place) }, as);
          if (done) requests.changed(place);
          return done;
        },
      ],
      keepDenouncers: [
        (as, place) => isDone('keepDenouncers', { agency: agencyOf[place], keptIn: 'VAULT', from: '2026-11-25' }, as),
        unrelated,
      ],
      trackPetition: [
        async (as, place) => {
          const receipt = receipts.codes.codeOf((await complaints.of(place)).petition);
          return isRead(`{ trackPetition(receipt: "${receipt}") { rights } }`, as, (data) => data.trackPetition);
        },
        unrelated,
      ],
      erasePetitioners: [
        async (as, place) => isDone('erasePetitioners', { petition: await over.of(place), reason: 'Đã xong' }, as),
        { brings: ['PURPOSE'] },
      ],
      readAuditTrail: [
        async (as, place) => {
          const representation = `{ __typename: "AuditTrail", id: "${(await complaints.of(place)).petition}" }`;
          const source = `{ _entities(representations: [${representation}]) { ... on AuditTrail { intakeEntries { nodes { sequence } } } } }`;
          return isRead(source, as, (data) => data._entities[0]?.intakeEntries?.nodes[0]);
        },
      ],
      readDisclosure: [
        async (as, place) => {
          const wanted = await requests.of(place);
          return isRead('{ disclosures(first: 100) { nodes { id } } }', as, (data) =>
            data.disclosures?.nodes.find((node: { id: string }) => node.id === wanted),
          );
        },
      ],
    };
  };

  it.each(Object.keys(doings()) as Operation[])(
    '%s is done where the table allows it, and nowhere else',
    async (operation) => {
      const [doing, walk] = doings()[operation]!;
      const as = (role: Role): Principal => ({ id: me, agencyId: department, roles: [role] });
      const call = (role: Role, relation: Relation) => doing(as(role), relation as Place);
      expect(await cellsAgainstTheTable(operation, call, { among, ...walk })).toEqual([]);
    },
  );
});
