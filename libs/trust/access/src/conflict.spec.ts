import fc from 'fast-check';
import { bodyTree } from './body-tree';
import { competentBody, conflictsOf, isInConflict, type Matter, type Standing } from './conflict';
import { roles } from './principal';
import { accessOf, operations } from './tables/all';

/** A random hierarchy: body n stands under a body of a lower number; each has a head and two officers. */
const world = fc
  .array(fc.nat(), { minLength: 1, maxLength: 12 })
  .map((picks) => picks.map((pick, index) => ({ id: `b${index}`, parentId: index === 0 ? null : `b${pick % index}` })));
const officersOf = (body: string) => [`${body}-head`, `${body}-1`, `${body}-2`];
const standingOf = (bodies: readonly { id: string; parentId: string | null }[]): Standing => ({
  tree: bodyTree(bodies),
  headsOf: (body) => [`${body}-head`],
  bodiesOf: () => [],
});
const bodyOf = (officer: string) => officer.split('-')[0]!;

/** Above or equal, found by walking up: nothing of the tree under test. */
const isAbove = (bodies: readonly { id: string; parentId: string | null }[], upper: string, lower: string): boolean => {
  for (let at: string | null = lower; at !== null; at = bodies.find(({ id }) => id === at)!.parentId)
    if (at === upper) return true;
  return false;
};

const scene = world.chain((bodies) => {
  const officers = bodies.flatMap(({ id }) => officersOf(id));
  return fc.record({
    bodies: fc.constant(bodies),
    person: fc.constantFrom(...officers),
    accusedOfficer: fc.option(fc.constantFrom(...officers)),
    accusedBody: fc.option(fc.constantFrom(...bodies.map(({ id }) => id))),
    agency: fc.constantFrom(...bodies.map(({ id }) => id)),
    handler: fc.option(fc.constantFrom(...officers)),
    from: fc.option(fc.constantFrom(...officers)),
  });
});

const matterOf = (
  kind: string,
  accusedBody: string | null,
  accusedOfficer: string | null,
  handler: string | null,
): Matter => ({
  kind,
  respondentAgencyId: accusedBody,
  respondentOfficerId: accusedOfficer,
  earlierHandlers: handler === null ? [] : [handler],
});

describe('whoever a denunciation is about, in any hierarchy,', () => {
  it('their subordinates, and whoever acts in their name, find no way to it: no duty, no list, no delegation', () => {
    fc.assert(
      fc.property(scene, ({ bodies, person, accusedOfficer, accusedBody, agency, handler, from }) => {
        const matter = matterOf('DENUNCIATION', accusedBody, accusedOfficer, handler);
        const headed = accusedOfficer?.endsWith('-head') ? bodyOf(accusedOfficer) : null;
        const depends = (officer: string) =>
          officer === accusedOfficer ||
          officer === handler ||
          (accusedBody !== null && isAbove(bodies, accusedBody, bodyOf(officer))) ||
          (headed !== null && isAbove(bodies, headed, bodyOf(officer)));
        const excluded =
          depends(person) || (from !== null && (from === accusedOfficer || from === handler || depends(from)));
        const standing = standingOf(bodies);
        const delegations = from === null ? [] : [{ from, role: 'head', agencyId: bodyOf(from) }];
        const principal = { id: person, agencyId: bodyOf(person), roles: [...roles], delegations };
        const access = accessOf(principal, standing);
        for (const operation of operations)
          if (excluded) expect(access.decide(operation, { agencyId: agency, officerId: person, matter })).toBe('DENY');
        const { conflicts } = access.reach('readCase');
        expect(isInConflict(conflicts, matter)).toBe(excluded);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is answered by a body outside: the nearest above that is neither accused, nor headed by the accused, nor below such a body', () => {
    fc.assert(
      fc.property(scene, ({ bodies, accusedOfficer, accusedBody, agency }) => {
        const matter = matterOf('DENUNCIATION', accusedBody, accusedOfficer, null);
        const standing = standingOf(bodies);
        const answering = competentBody(agency, matter, standing);
        const isFree = (body: string) =>
          !isInConflict(conflictsOf({ id: `${body}-1`, agencyId: body }, standing), {
            ...matter,
            respondentOfficerId: accusedOfficer?.endsWith('-head') ? accusedOfficer : null,
          });
        if (answering === null)
          expect(bodies.filter(({ id }) => isAbove(bodies, id, agency) && isFree(id))).toEqual([]);
        else {
          expect(isFree(answering)).toBe(true);
          expect(isAbove(bodies, answering, agency)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a complaint', () => {
  const standing = standingOf([
    { id: 'b0', parentId: null },
    { id: 'b1', parentId: 'b0' },
  ]);

  it('about a body is settled by that body first, but never by the officer complained of', () => {
    const matter = matterOf('COMPLAINT', 'b1', 'b1-1', null);
    expect(competentBody('b1', matter, standing)).toBe('b1');
    expect(isInConflict(conflictsOf({ id: 'b1-2', agencyId: 'b1' }, standing), matter)).toBe(false);
    expect(isInConflict(conflictsOf({ id: 'b1-1', agencyId: 'b1' }, standing), matter)).toBe(true);
  });

  it('in its second instance is not handled by whoever handled the first', () => {
    const matter = matterOf('COMPLAINT', null, null, 'b1-2');
    expect(isInConflict(conflictsOf({ id: 'b1-2', agencyId: 'b1' }, standing), matter)).toBe(true);
    expect(isInConflict(conflictsOf({ id: 'b1-1', agencyId: 'b1' }, standing), matter)).toBe(false);
  });
});

describe('a circle of bodies', () => {
  it('ends where it closes', () => {
    const tree = bodyTree([
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ]);
    expect([tree.lineOf('a'), [...tree.within('a')]]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(tree.lineOf('nobody')).toEqual(['nobody']);
  });
});
