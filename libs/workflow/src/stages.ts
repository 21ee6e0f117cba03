/** Coarse stages of a case, the same for all kinds; the table of states says which state belongs to which. */
export const caseStages = [
  'HANDLING', 'PROPOSED', 'ACCEPTED', 'VERIFYING', 'VERIFIED', 'DIALOGUE', 'DECIDED', 'EFFECTIVE', 'ENFORCING',
  'SUSPENDED', 'TRANSFERRED', 'GUIDED', 'RETURNED', 'FILED', 'REFUSED', 'TERMINATED', 'CLOSED',
] as const; // prettier-ignore
export type CaseStage = (typeof caseStages)[number];
