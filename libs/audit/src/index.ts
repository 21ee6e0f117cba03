export {
  appendAudit,
  AUDIT_APPEND_ONLY,
  auditSql,
  createAuditTables,
  firstBrokenLink,
  payloadHash,
  type AuditEntry,
} from './audit';
