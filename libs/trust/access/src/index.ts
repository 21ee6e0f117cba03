export { accessOf, decisionOf, type Access, type Decision, type Given, type Reach } from './access';
export { type Acting } from './acting';
export { accessTable, operations, type Grant, type Need, type Operation, type OperationRule } from './access-table';
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
export { actingAs, AccessDenied, authorise, isAllowed } from './policy';
export { roleLabels, roles, type Delegated, type Principal, type Role } from './principal';
export { relations, type AccessObject, type Relation } from './relation';
