export { appendAudit, auditSql, createAuditTables, firstBrokenLink, payloadHash, type AuditEntry } from './audit';
