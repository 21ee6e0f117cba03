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
  ])('is worth nothing for %s', (_, toCall, given, at) => {
    expect(verifyAssertion(key, toCall, given, at)).toBeNull();
  });
  it('is worth nothing under another key', () => {
    expect(verifyAssertion(Buffer.alloc(32, 8), call, assertion, now)).toBeNull();
  });
});
