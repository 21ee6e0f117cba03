import type { Province } from '@tiepdan/province';
import { OFFICER_GRANT, TOKEN_CLIENT } from './infrastructure/identity-provider';

export interface TokenSource {
  readonly issuer: string;
  readonly clientSecret: string;
}

/** A token of the development provider for one officer, good for eight hours. */
export async function requestToken({ issuer, clientSecret }: TokenSource, officerId: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${TOKEN_CLIENT}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: OFFICER_GRANT, officer: officerId }),
  });
  if (!response.ok) throw new Error(`The identity provider at ${issuer} gave no token (status ${response.status}).`);
  return ((await response.json()) as { access_token: string }).access_token;
}

export type Officer = Province['officers'][number];

/** An example officer with this role at this agency. Throws with a list of who has the role, or of the roles there are. */
export function officerWith(province: Province, role: string, agencyCode: string): Officer {
  const inRole = province.officers.filter(({ roles }) => (roles as readonly string[]).includes(role));
  const found = inRole.find((officer) => officer.agencyCode === agencyCode);
  if (found) return found;
  if (inRole.length > 0)
    throw new Error(
      `No example officer is ${role} at ${agencyCode}. Who is: ${listOf(inRole, ({ agencyCode }) => agencyCode)}.`,
    );
  throw new Error(
    `No example officer is ${role}. Roles that are filled: ${[...new Set(province.officers.flatMap(({ roles }) => roles))].join(', ')}.`,
  );
}

const listOf = (officers: readonly Officer[], at: (officer: Officer) => string): string =>
  [...new Set(officers.map(at))].sort().join(', ');
