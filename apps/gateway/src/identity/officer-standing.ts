import { roles as knownRoles, type Delegated, type Principal } from '@tiepdan/access';

/** How the register says an officer stands today: what is over or has not begun is not in it. */
export interface OfficerStanding {
  readonly suspended: boolean;
  /** The body the officer serves in. */
  readonly agencyId: string;
  readonly duties: readonly { readonly role: string; readonly agencyId: string }[];
  readonly delegations: readonly Delegated[];
}

/** What is known of the holder of a token: null where the register does not know them, undefined where it could not be asked. */
export type Standing = OfficerStanding | null | undefined;

/**
 * Who somebody is, by what the token claims and what the register says; null for who is suspended. A role counts when both
 * give it for the same body; `citizen` is no duty and needs no register. Where the register could not be asked, the token goes.
 */
export function standingPrincipal(claimed: Principal, standing: Standing): Principal | null {
  if (standing === undefined) return claimed;
  const citizen = claimed.roles.filter((role) => role === 'citizen');
  if (standing === null) return { ...claimed, roles: citizen };
  if (standing.suspended) return null;

  const here = standing.duties.filter(({ agencyId }) => agencyId === claimed.agencyId).map(({ role }) => role);
  // Who has moved on since the token was made is judged as one of the body they serve in now, conflicts of interest included.
  const agencyId = here.length > 0 ? claimed.agencyId : standing.agencyId;
  const roles = claimed.roles.filter((role) => role === 'citizen' || here.includes(role));
  const delegations = standing.delegations.filter(({ role }) => isDelegable(role));
  return { id: claimed.id, agencyId, roles, ...(delegations.length > 0 && { delegations }) };
}

const isDelegable = (role: string): boolean =>
  role !== 'service' && role !== 'citizen' && (knownRoles as readonly string[]).includes(role);
