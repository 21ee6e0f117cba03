export { ASSERTION_HEADER, WAIT_FOR_HEADER, WRITTEN_HEADER } from './call-headers';
export { signAssertion, verifyAssertion, type AssertedCall, type AssertionKey } from './assertion';
export { AccessDenied, authorise, isAllowed, type Operation } from './policy';
export { roles, type Principal, type Role } from './principal';
