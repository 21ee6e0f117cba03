import { z } from 'zod';
import { ASSERTION_HEADER, signAssertion, type AssertionKey, type Principal } from '@tiepdan/access';
import type { Contacts } from './send-notices';

const TIMEOUT_MS = 5_000;
const principal: Principal = { id: 'notification', agencyId: null, roles: ['service'] };
const contactSchema = z.object({ name: z.string(), email: z.string().nullable() });

/** Asks intake, the only keeper of names and addresses, at the moment of sending (decision 0009). Throws when it cannot answer. */
export function intakeContacts(intakeUrl: string, assertionKey: AssertionKey): Contacts {
  return async (petitionId) => {
    const body = JSON.stringify({ petitionId });
    const response = await fetch(new URL('/internal/contact', intakeUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [ASSERTION_HEADER]: signAssertion(assertionKey, { audience: 'intake', body }, principal, Date.now()),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw Object.assign(new Error('intake did not answer'), { code: `INTAKE_${response.status}` });
    return contactSchema.parse(await response.json());
  };
}
