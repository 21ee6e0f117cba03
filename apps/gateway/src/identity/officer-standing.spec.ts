import { standingPrincipal, type OfficerStanding } from './officer-standing';

const claimed = { id: 'o', agencyId: 'here', roles: ['citizen', 'processor', 'head'] };
const registered = (changes: Partial<OfficerStanding> = {}): OfficerStanding => ({
  suspended: false,
  agencyId: 'here',
  duties: [
    { role: 'head', agencyId: 'here' },
    { role: 'processor', agencyId: 'elsewhere' },
    { role: 'leader', agencyId: 'here' },
  ],
  delegations: [],
  ...changes,
});

describe('who somebody is', () => {
  it('has the roles that token and register both give at the body of the token, and stays a citizen', () => {
    expect(standingPrincipal(claimed, registered())).toEqual({ ...claimed, roles: ['citizen', 'head'] });
  });
  it('is nobody while suspended, whatever the token and the duties say', () => {
    expect(standingPrincipal(claimed, registered({ suspended: true }))).toBeNull();
  });
  it('is at most a citizen when the register has never heard of them', () => {
    expect(standingPrincipal(claimed, null)).toEqual({ ...claimed, roles: ['citizen'] });
    expect(standingPrincipal({ ...claimed, roles: ['head'] }, null)).toEqual({ ...claimed, roles: [] });
  });
  it('goes by the token while the register could not be asked', () => {
    expect(standingPrincipal(claimed, undefined)).toEqual(claimed);
  });
  it('carries what is delegated today, with the body it was given for, but never the duty of a service', () => {
    const head = { from: 'other', role: 'head', agencyId: 'elsewhere' };
    const delegations = [head, { ...head, role: 'service' }, { ...head, role: 'emperor' }];
    expect(standingPrincipal(claimed, registered({ delegations }))).toEqual({
      ...claimed,
      roles: ['citizen', 'head'],
      delegations: [head],
    });
  });
  it('is of the body they serve in now, without a role, when the token tells of one they have left', () => {
    const moved = registered({ agencyId: 'new', duties: [{ role: 'head', agencyId: 'new' }] });
    expect(standingPrincipal(claimed, moved)).toEqual({ id: 'o', agencyId: 'new', roles: ['citizen'] });
    expect(standingPrincipal({ ...claimed, agencyId: null }, moved)).toMatchObject({ agencyId: 'new' });
  });
});
