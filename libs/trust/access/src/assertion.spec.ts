import { createHmac, hash } from 'node:crypto';
import { signAssertion, verifyAssertion } from './assertion';

const key = Buffer.alloc(32, 7);
const principal = { id: 'officer-1', agencyId: 'agency-1', roles: ['receptionist'] };
const call = { audience: 'intake', body: '{"query":"{ me { id } }"}' };
const now = 1_800_000_000_000;

describe('an assertion', () => {
  const assertion = signAssertion(key, call, principal, now);

  it('tells the subgraph it was made for who is asking', () => {
    expect(verifyAssertion(key, call, assertion, now + 29_000)).toEqual(principal);
  });
  it.each([
    ['another subgraph', { ...call, audience: 'assignment' }, assertion, now],
    ['another body', { ...call, body: '{"query":"{ cases { id } }"}' }, assertion, now],
    ['31 seconds later', call, assertion, now + 31_000],
    ['a clock far behind', call, assertion, now - 6_000],
    ['an altered signature', call, `${assertion.slice(0, -1)}${assertion.endsWith('A') ? 'B' : 'A'}`, now],
    ['altered claims', call, `A${assertion.slice(1)}`, now],
    ['no assertion', call, undefined, now],
    ['garbage', call, 'x', now],
    ['two of them at once', call, `${assertion}, ${assertion}`, now],
    ['a third part', call, `${assertion}.x`, now],
  ])('is worth nothing for %s', (_, toCall, given, at) => {
    expect(verifyAssertion(key, toCall, given, at)).toBeNull();
  });
  it('is worth nothing under another key', () => {
    expect(verifyAssertion(Buffer.alloc(32, 8), call, assertion, now)).toBeNull();
  });

  it('carries what is delegated today, under the same seal, and nothing of it where there is none', () => {
    const delegations = [
      { from: 'officer-2', role: 'head', agencyId: 'agency-2' },
      { from: 'officer-3', role: 'resolver', agencyId: 'agency-1' },
    ];
    const signed = signAssertion(key, call, { ...principal, delegations }, now);
    expect(verifyAssertion(key, call, signed, now)).toEqual({ ...principal, delegations });
    expect(verifyAssertion(key, { ...call, body: '{}' }, signed, now)).toBeNull();
    expect(verifyAssertion(key, { ...call, audience: 'assignment' }, signed, now)).toBeNull();
    expect(signAssertion(key, call, { ...principal, delegations: [] }, now)).toBe(assertion);
    expect(verifyAssertion(key, call, assertion, now)).not.toHaveProperty('delegations');
  });

  /** Sealed as it should be, whatever it says. */
  const sealed = (text: string) => {
    const claims = Buffer.from(text).toString('base64url');
    const digest = hash('sha256', call.body, 'buffer');
    return `${claims}.${createHmac('sha256', key).update(`${claims}.`).update(digest).digest('base64url')}`;
  };
  const [head, good] = [`"intake",${now}`, '"officer-1","agency-1",["receptionist"]'];

  it('is read by its claims', () => {
    expect(verifyAssertion(key, call, sealed(`[${head},${good}]`), now)).toEqual(principal);
  });
  it.each([
    ['are no JSON', '['],
    ['are no list', '{"audience":"intake"}'],
    ['are null', 'null'],
    ['are empty', '[]'],
    ['have a day for the moment', `["intake","2027-01-15",${good}]`],
    ['have no moment', `["intake",null,${good}]`],
    ['have no person', `[${head},null,"agency-1",["receptionist"]]`],
    ['have an empty person', `[${head},"","agency-1",["receptionist"]]`],
    ['have an agency that is a list', `[${head},"officer-1",["agency-1","agency-2"],["receptionist"]]`],
    ['have no agency, not even null', `[${head},"officer-1"]`],
    ['have roles that are a text', `[${head},"officer-1","agency-1","receptionist"]`],
    ['have a role that is no text', `[${head},"officer-1","agency-1",[{"name":"head"}]]`],
    ['have delegations that are no list', `[${head},${good},"head"]`],
    ['have a delegation that is no list', `[${head},${good},["head"]]`],
    ['have a delegation of two parts', `[${head},${good},[["officer-2","head"]]]`],
    ['have a delegation of other things', `[${head},${good},[["officer-2","head",{}]]]`],
    ['have something more', `[${head},${good},[],"more"]`],
  ])('is refused, not thrown at anybody, when its claims %s', (_, claims) => {
    expect(verifyAssertion(key, call, sealed(claims), now)).toBeNull();
  });
});
