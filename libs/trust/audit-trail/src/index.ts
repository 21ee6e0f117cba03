export { AuditTrailType } from './audit-trail.graphql';
export { auditTrailOf, type AuditTrailSource } from './audit-trail.resolver';
