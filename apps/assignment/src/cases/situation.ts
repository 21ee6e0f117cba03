import type { Access, Principal } from '@tiepdan/access';
import type { Day } from '@tiepdan/dated-table';
import type { Transition } from '@tiepdan/workflow';
import type { Case, CaseDeadline } from './case';

/** Who looks at which case, and when. */
export interface Situation {
  readonly found: Case;
  readonly deadlines: readonly CaseDeadline[];
  readonly principal: Principal;
  /** What that person may do, as bodies and officers stand today. */
  readonly access: Access;
  readonly today: Day;
}

/** Whose duty it is that allows a step, where it is not the person's own; so it shows wherever the step does. */
export function actingFor({ found, principal }: Situation, { actors }: Transition): string | null {
  if (principal.agencyId === found.agencyId && principal.roles.some((role) => actors.includes(role))) return null;
  const delegated = principal.delegations?.find(
    ({ role, agencyId }) => agencyId === found.agencyId && actors.includes(role),
  );
  return delegated?.from ?? null;
}
