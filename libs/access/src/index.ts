export { ASSERTION_HEADER, signAssertion, verifyAssertion, type AssertedCall, type AssertionKey } from './assertion';
export { AccessDenied, authorise, isAllowed, type Operation } from './policy';
export { roles, type Principal, type Role } from './principal';
