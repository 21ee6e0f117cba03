/** Coarse stages of a case, the same for all kinds; the table of states says which state belongs to which. */
export const caseStages = [
  'HANDLING', 'PROPOSED', 'ACCEPTED', 'VERIFYING', 'VERIFIED', 'DIALOGUE', 'DECIDED', 'EFFECTIVE', 'ENFORCING',
  'SUSPENDED', 'TRANSFERRED', 'GUIDED', 'RETURNED', 'FILED', 'REFUSED', 'TERMINATED', 'CLOSED',
] as const; // prettier-ignore
export type CaseStage = (typeof caseStages)[number];

/** States of a task that a leader has given, as the table of states has them. */
export const taskStates = ['ISSUED', 'ACCEPTED', 'REPORTED', 'RETURNED', 'DONE', 'CANCELLED'] as const;
export type TaskState = (typeof taskStates)[number];

/** What each of them means, for readers of the graph. */
export const taskStateMeanings: Readonly<Record<TaskState, string>> = {
  ISSUED: 'Given in the document (đã giao).',
  ACCEPTED: 'Taken on by the lead (đã tiếp nhận).',
  REPORTED: 'The lead reports it done (đã báo cáo).',
  RETURNED: 'The report was not enough (trả lại để làm tiếp).',
  DONE: 'Confirmed as done (hoàn thành).',
  CANCELLED: 'Called off (hủy).',
};
