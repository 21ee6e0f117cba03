export { type Access, type Decision, type Given, type Reach } from './access';
export { AccessDenied } from './access-denied';
export { type Acting } from './acting';
export { ASSERTION_HEADER, PLAIN_HEADER, WAIT_FOR_HEADER, WRITTEN_HEADER } from './call-headers';
export { signAssertion, verifyAssertion, type AssertedCall, type AssertionKey } from './assertion';
export { bodyTree, type Body, type BodyTree } from './body-tree';
export {
  PROTECTED_KIND,
  competentBody,
  conflictsOf,
  isInConflict,
  type Conflicts,
  type Matter,
  type Standing,
} from './conflict';
export { type AccessTable, type Need, type OperationRule } from './operation-rule';
export { accessBook, policyOf, type AccessBook, type Policy } from './policy';
export { roleLabels, roles, type Delegated, type Principal, type Role } from './principal';
export { relations, type AccessObject, type Relation } from './relation';
export type { Operation } from './tables/all';
