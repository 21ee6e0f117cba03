import { bodyTree } from './body-tree';
import type { Standing } from './conflict';
import { roles, type Principal } from './principal';
import { policyOf } from './policy';
import { relations, type AccessObject, type Relation } from './relation';
import { accessOf, accessTable, actingAs, decisionOf, operations } from './tables/all';

const tree = bodyTree([
  { id: 'province', parentId: null },
  { id: 'department', parentId: 'province' },
  { id: 'division', parentId: 'department' },
  { id: 'commune', parentId: 'province' },
]);
const heads: Record<string, string[]> = { department: ['head-of-department'] };
const standing: Standing = { tree, headsOf: (body) => heads[body] ?? [], bodiesOf: () => [] };
const matter = { kind: 'COMPLAINT', respondentAgencyId: null, respondentOfficerId: null };
const me: Principal = { id: 'me', agencyId: 'department', roles: [] };

/** An object to which a person of the department called `me` stands in a relation. */
const objectIn: Readonly<Record<Relation, AccessObject>> = {
  EXCLUDED: { agencyId: 'department', officerId: 'me', matter: { ...matter, respondentOfficerId: 'me' } },
  OWN_CASE: { agencyId: 'department', officerId: 'me', matter },
  OWN_AGENCY: { agencyId: 'department', officerId: 'another', matter },
  SUPERIOR: { agencyId: 'division', officerId: 'another', matter },
  NONE: { agencyId: 'commune', officerId: 'another', matter },
};

describe('the table of who may do what', () => {
  const cells = operations.flatMap((operation) =>
    roles.flatMap((role) => relations.map((relation) => [operation, role, relation] as const)),
  );

  it('has an answer in every cell, and what runs gives that answer', () => {
    expect(cells).toHaveLength(operations.length * roles.length * relations.length);
    for (const [operation, role, relation] of cells) {
      const answered = accessOf({ ...me, roles: [role] }, standing).decide(operation, objectIn[relation]);
      expect([operation, role, relation, answered]).toEqual([
        operation,
        role,
        relation,
        decisionOf(operation, role, relation),
      ]);
    }
  });

  it('of one service has no answer to what another is asked: asking is a fault of the program', () => {
    const judge = policyOf({ readCase: accessTable.readCase });
    expect(judge.decisionOf('readCase', 'inspector', 'NONE')).toBe('ALLOW');
    const access = judge.accessOf({ ...me, roles: ['inspector'] }, standing);
    expect(() => access.may('readPetition', objectIn.OWN_AGENCY)).toThrow('readPetition is no operation');
    expect(() => access.reach('readPetition')).toThrow('readPetition is no operation');
  });

  it('never lets anybody do anything with a matter they are in conflict with', () => {
    for (const [operation, role, relation] of cells)
      if (relation === 'EXCLUDED')
        expect([operation, role, decisionOf(operation, role, relation)]).toEqual([operation, role, 'DENY']);
  });

  it('gives nobody more over what is farther away', () => {
    const nearer: readonly Relation[] = ['NONE', 'SUPERIOR', 'OWN_AGENCY', 'OWN_CASE'];
    for (const operation of operations)
      for (const role of roles)
        nearer.slice(1).forEach((near, index) => {
          if (decisionOf(operation, role, nearer[index]!) === 'ALLOW')
            expect([operation, role, near, decisionOf(operation, role, near)]).toEqual([
              operation,
              role,
              near,
              'ALLOW',
            ]);
        });
  });

  it('lets nobody who is unknown to it, and no citizen, near a matter', () => {
    for (const relation of relations)
      for (const role of ['citizen', 'emperor', '__proto__', ''])
        expect(decisionOf('readCase', role, relation)).toBe('DENY');
  });
});

describe('the reach of a person in lists', () => {
  const reach = (principal: Partial<Principal>) => accessOf({ ...me, ...principal }, standing).reach('readCase');

  it('is the own body for who handles matters, with those below for its head, and the province for who follows them all', () => {
    expect(reach({ roles: ['resolver'] })).toMatchObject({
      everywhere: false,
      agencyIds: ['department'],
      officerIds: ['me'],
    });
    expect([...reach({ roles: ['head'] }).agencyIds].sort()).toEqual(['department', 'division']);
    expect(reach({ roles: ['inspector'] }).everywhere).toBe(true);
  });

  it('holds by delegation the body the duty was given for, not what its giver handles elsewhere', () => {
    const delegate: Principal = { ...me, delegations: [{ from: 'giver', role: 'resolver', agencyId: 'division' }] };
    const may = (agencyId: string) =>
      accessOf(delegate, standing).may('acceptCase', { agencyId, officerId: 'giver', matter });
    expect([may('division'), may('commune')]).toEqual([true, false]);
    expect(reach(delegate)).toMatchObject({ everywhere: false, agencyIds: ['division'], officerIds: [] });
  });

  it('is refused to whoever has no duty with it', () => {
    expect(() => reach({ roles: ['analyst'] })).toThrow('FORBIDDEN');
    expect(() => reach({ roles: [] })).toThrow('FORBIDDEN');
  });

  it('agrees with the answer for each single object', () => {
    for (const role of roles)
      for (const relation of relations) {
        const access = accessOf({ ...me, roles: [role] }, standing);
        const object = objectIn[relation];
        const inReach = () => {
          const { everywhere, agencyIds, officerIds, conflicts } = access.reach('readCase');
          const isLeftOut = conflicts.people.includes(object.matter?.respondentOfficerId ?? '-');
          return (
            !isLeftOut && (everywhere || agencyIds.includes(object.agencyId!) || officerIds.includes(object.officerId!))
          );
        };
        const listed = (() => {
          try {
            return inReach();
          } catch {
            return false;
          }
        })();
        expect([role, relation, listed]).toEqual([role, relation, access.may('readCase', object)]);
      }
  });
});

describe('a delegated duty', () => {
  const delegations = [{ from: 'head-of-department', role: 'head', agencyId: 'department' }];

  it('lets its holder do what it allows at the body it was given for, and no more', () => {
    const access = accessOf({ id: 'deputy', agencyId: 'department', roles: ['processor'], delegations }, standing);
    expect(access.may('acceptCase', objectIn.OWN_AGENCY)).toBe(true);
    expect(access.may('acceptCase', objectIn.NONE)).toBe(false);
    expect(access.may('importDirective', { agencyId: null })).toBe(false);
  });

  it('carries the conflicts of whoever gave it: the accused cannot delegate into the matter', () => {
    const denunciation = { kind: 'DENUNCIATION', respondentAgencyId: null, respondentOfficerId: 'head-of-department' };
    const outsider = { id: 'outsider', agencyId: 'commune', roles: ['inspector'] };
    const object = { agencyId: 'province', matter: denunciation };
    expect(accessOf(outsider, standing).may('readCase', object)).toBe(true);
    expect(accessOf({ ...outsider, delegations }, standing).may('readCase', object)).toBe(false);
  });
});

describe('what a duty alone does not open', () => {
  const custodian = (given: object, delegations: Principal['delegations'] = []) =>
    accessOf({ ...me, roles: ['identity-custodian'], delegations }, standing).may(
      'readDenouncer',
      objectIn.OWN_AGENCY,
      given,
    );

  it('stays closed without a purpose, without a second person, and with oneself as the second person', () => {
    expect(custodian({})).toBe(false);
    expect(custodian({ purpose: 'xác minh', secondPersonId: null })).toBe(false);
    expect(custodian({ purpose: ' \u00a0', secondPersonId: 'another' })).toBe(false);
    expect(custodian({ purpose: 'xác minh', secondPersonId: 'me' })).toBe(false);
    expect(custodian({ purpose: 'xác minh', secondPersonId: 'another' })).toBe(true);
  });

  it('stays closed with somebody as the second person in whose name one acts', () => {
    const delegations = [{ from: 'another', role: 'identity-custodian', agencyId: 'department' }];
    expect(custodian({ purpose: 'xác minh', secondPersonId: 'another' }, delegations)).toBe(false);
  });

  it('stays closed to whoever lacks the duty, whatever they bring', () => {
    const head = accessOf({ ...me, roles: ['head'] }, standing);
    expect(head.may('readDenouncer', objectIn.OWN_AGENCY, { purpose: 'x', secondPersonId: 'another' })).toBe(false);
  });
});

describe('the duty something is done by', () => {
  const deputy: Principal = {
    id: 'deputy',
    agencyId: 'department',
    roles: ['processor', 'resolver'],
    delegations: [{ from: 'head-of-department', role: 'head', agencyId: 'department' }],
  };
  const acting = (operation: 'acceptCase' | 'assignCase' | 'declareCalendarDay', relation: Relation = 'OWN_AGENCY') =>
    accessOf(deputy, standing).acting(operation, objectIn[relation]);

  it('is the own one where that allows it, else the delegated one in the name of its giver', () => {
    expect(acting('acceptCase')).toEqual({ role: 'resolver', onBehalfOf: null });
    expect(acting('assignCase')).toEqual({ role: 'head', onBehalfOf: 'head-of-department' });
    expect(actingAs(deputy, 'readLaw')).toEqual({ role: 'processor', onBehalfOf: null });
    expect(actingAs(deputy, 'transferCase')).toEqual({ role: 'head', onBehalfOf: 'head-of-department' });
  });

  it('is none where nothing allows it', () => {
    expect(acting('declareCalendarDay')).toBeNull();
    expect(acting('acceptCase', 'NONE')).toBeNull();
    expect(() => actingAs(deputy, 'suspendOfficer')).toThrow('FORBIDDEN');
  });
});
