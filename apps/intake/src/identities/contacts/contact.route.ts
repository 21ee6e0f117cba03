import type { IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import { validate } from 'uuid';
import { z } from 'zod';
import type { Principal } from '@tiepdan/access';
import { actingAs, isAllowed } from '@tiepdan/access/intake';
import { appendAudit } from '@tiepdan/audit';
import { jsonOf, type Route } from '@tiepdan/subgraph';
import { personToAnswer } from '../../people/person';
import { petitionersWithoutReach, type PeoplePlaces } from '../people/read-people.repository';
import { receivingAgencyForContact } from '../../petitions/petition.repository';

export const CONTACT_ROUTE = 'POST /internal/contact';
const requestSchema = z.object({ petitionId: z.string().refine((id) => validate(id)) });

/**
 * `POST /internal/contact` with `{"petitionId": "…"}`, for notification alone: where to answer a petition. Gives
 * `{ name, email, addressText }` of whoever speaks for the petitioners; 404 for an unknown or anonymous petition, and for a
 * denunciation: no machine writes to a denouncer (Luật Tố cáo Đ.56).
 * Every answer is audited before it is given.
 */
export function contactRoute(
  { pool, ...places }: PeoplePlaces & { readonly pool: Pool },
  callerOf: (request: IncomingMessage, body: Buffer) => Principal | null,
): Route {
  return async (request, response, body) => {
    const caller = callerOf(request, body);
    if (!caller) return void response.writeHead(401).end();
    if (!isAllowed(caller, 'contactPetitioner')) return void response.writeHead(403).end();
    const asked = requestSchema.safeParse(jsonOf(body));
    if (!asked.success) return void response.writeHead(400).end();
    const petitionId = asked.data.petitionId.toLowerCase();
    const agencyId = await receivingAgencyForContact(pool, petitionId);
    const person = agencyId && personToAnswer(await petitionersWithoutReach(pool, petitionId, places));
    if (!person) return void response.writeHead(404).end();
    await appendAudit(pool, {
      agencyId,
      actorId: caller.id,
      acting: actingAs(caller, 'contactPetitioner'),
      operation: 'contactPetitioner',
      objectId: petitionId,
      payload: asked.data,
    });
    const { name, email, address } = person.citizen;
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify({ name, email, addressText: address.text }));
  };
}
