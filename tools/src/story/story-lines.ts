import type { DeadlineAnswer } from './operations';
import type { Story } from './story';

/** The story for a reader at a terminal, one line for each step. */
export const storyLines = ({
  visit,
  petition,
  classified,
  assigned,
  accepted,
  delivered,
  report,
  moved,
}: Story): string[] => [
  `  1 registered   visit ${visit.number} (${visit.id})`,
  `  2 opened       petition ${petition.number} → case ${petition.case.number} (${petition.case.id})`,
  ...petition.case.deadlines.map((deadline) => `                 ${deadlineText(deadline)}`),
  `  3 classified   ${classified.direction} → ${classified.case.state.label}`,
  `  4 assigned     to ${assigned.officer.name}`,
  `  5 accepted     ${accepted.nextDeadline ? deadlineText(accepted.nextDeadline) : accepted.stage}`,
  delivered
    ? `  6 told         notice ${delivered.id} (${delivered.template}) delivered by ${delivered.channel}`
    : '  6 told         no notice was delivered in time',
  `  7 counted      form ${report.form} (${report.ruleSet}), ${report.from} to ${report.to}: ${moved.map(({ column, before, after }) => `(${column}) ${before} → ${after}`).join(', ')}`,
];

const deadlineText = ({ label, dueOn, legalBasis }: DeadlineAnswer): string => `${label}: ${dueOn} (${legalBasis})`;
