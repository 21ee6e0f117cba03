import type { Pool } from 'pg';
import type { Operation, Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { petitionContract, type PetitionEvent } from '@tiepdan/contract-intake';
import { inTransaction, once, type CommandCall } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { Petition } from './petition';
import { authoriseChange } from './petition-access';
import { petitionUnknown, versionChanged } from './petition-refusals';
import { lockPetitions, petitionsByIds, updatePetition } from './petition.repository';

/** A call of a command, with who makes it. */
export interface PetitionCall extends CommandCall {
  readonly principal: Principal;
  readonly operation: Operation;
}

export interface Change {
  readonly petition: Petition;
  readonly event: PetitionEvent;
}

/**
 * Changes one petition of the caller's agency by a rule, once for each idempotency key, with event and audit link.
 * Refuses PETITION_UNKNOWN, VERSION_CHANGED and whatever the rule refuses.
 */
export function changePetition(
  pool: Pool,
  call: PetitionCall,
  { petition: petitionId, duplicateOf }: { readonly petition: string; readonly duplicateOf?: string | null },
  at: Date,
  rule: (petition: Petition, original: Petition | null) => Change,
): Promise<Petition> {
  return inTransaction(pool, async (client) => {
    const { id } = await once(client, call, async () => {
      const known = await lockPetitions(client, duplicateOf == null ? [petitionId] : [petitionId, duplicateOf]);
      const petition = known.get(petitionId);
      if (!petition) throw petitionUnknown('petition');
      authoriseChange(call.principal, call.operation, petition);
      const change = rule(petition, duplicateOf == null ? null : (known.get(duplicateOf) ?? null));
      if (!(await updatePetition(client, change.petition))) throw versionChanged();
      await recordEvents(client, [petitionContract], [change.event], at);
      await appendAudit(client, {
        agencyId: petition.receivingAgencyId,
        actorId: call.principalId,
        operation: call.operation,
        objectId: petition.id,
        payload: call.input,
      });
      return { id: petition.id };
    });
    return (await petitionsByIds(client, [id])).get(id)!;
  });
}
