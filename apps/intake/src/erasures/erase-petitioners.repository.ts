import type { Pool } from 'pg';
import { AccessDenied } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { inTransaction, once, type Queryable } from '@tiepdan/database';
import type { Workflows } from '@tiepdan/workflow';
import { eraseStatements } from '../people/person.repository';
import type { AccessCall } from '../petitions/change-petition.repository';
import type { Petition } from '../petitions/petition';
import { accessObjectOf } from '../petitions/petition-access';
import { petitionUnknown } from '../petitions/petition-refusals';
import { lockPetitions, petitionsByIds } from '../petitions/petition.repository';
import { followedOfOccasion } from '../tracking/progress.repository';
import { isOver } from '../tracking/public-progress';
import { eraseKept, type Vault } from '../vault/vault.repository';
import { underWay } from './erase-petitioners';

/**
 * Destroys the keys of what people said when they brought a petition, here and in the vault, and with them whatever any copy of
 * the rows holds, once for each idempotency key, with its audit link. Refuses PETITION_UNKNOWN also for a petition beyond reach,
 * PETITION_UNDER_WAY, IDEMPOTENCY_KEY_REUSED.
 */
export function erasePetitioners(
  pool: Pool,
  call: AccessCall,
  { petitionId, reason }: { readonly petitionId: string; readonly reason: string },
  { vault, workflows }: { readonly vault: Vault; readonly workflows: Workflows },
): Promise<Petition> {
  const reach = call.access.reach('readPetition');
  return inTransaction(pool, async (client) => {
    const { id } = await once(client, call, async () => {
      const petition = (await lockPetitions(client, [petitionId], reach)).get(petitionId);
      if (!petition) throw petitionUnknown('petition');
      const acting = call.access.acting(call.operation, accessObjectOf(petition), { purpose: reason });
      if (!acting) throw new AccessDenied(call.operation);
      const occasionId = petition.visitId ?? petition.id;
      await checkOver(client, occasionId, workflows);
      await eraseStatements(client, occasionId);
      await appendAudit(client, {
        agencyId: petition.receivingAgencyId,
        actorId: call.principalId,
        acting,
        operation: call.operation,
        objectId: petition.id,
        purpose: reason,
        payload: call.input,
      });
      // Last: what is destroyed there does not come back with a transaction that breaks off here.
      await eraseKept(vault, occasionId);
      return { id: petition.id };
    });
    const answer = (await petitionsByIds(client, [id], reach)).get(id);
    if (!answer) throw petitionUnknown('petition');
    return answer;
  });
}

async function checkOver(client: Queryable, occasionId: string, workflows: Workflows): Promise<void> {
  const followed = await followedOfOccasion(client, occasionId);
  if (!followed.every((petition) => isOver(petition, workflows))) throw underWay();
}
