export {
  appendAudit,
  appendAuditOfMany,
  auditSql,
  linkOf,
  looksRecorder,
  operationRefused,
  refusedOperation,
  type AuditEntry,
} from './audit';
export { AUDIT_APPEND_ONLY, createAuditTables } from './audit-tables';
export { ANCHOR, anchorHash, headsNow, type Anchor, type Head } from './anchor';
export { isCheckpointGenuine, type SignedCheckpoint } from './checkpoint';
export { keepAudit, openAuditKeys, startAuditKeeper, type AuditKeeping } from './keeper';
export { fieldsHash, genesisOf, LINK, linkHash, type Link } from './link-hash';
