export { firstBrokenLink, verifyAudit, type Finding, type Proof, type Verified } from './verify-audit';
export { type BreakKind, type ChainBreak } from './verify-chain';
