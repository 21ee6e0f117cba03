import type { Principal } from '@tiepdan/access';
import { isAllowed } from '@tiepdan/access/assignment';
import { isWeekend } from '@tiepdan/dated-table';
import type { KeptDay } from './calendar-change';

/** A day as the graph shows it; one that is no longer listed counts as its place in the week says. */
export const shownDay = ({ day, now, sequence, recomputedAt, movedCases }: KeptDay, principal: Principal) => ({
  day,
  kind: now?.kind ?? null,
  name: now?.name ?? null,
  document: now?.document ?? null,
  works: now?.works ?? !isWeekend(day),
  expected: now?.expected ?? false,
  evidence: now?.evidence ?? 'CONFIRMED',
  sequence,
  recomputedAt,
  // A total counts matters that the reader is to know nothing of.
  movedCases: isAllowed(principal, 'declareCalendarDay') ? movedCases : null,
});
