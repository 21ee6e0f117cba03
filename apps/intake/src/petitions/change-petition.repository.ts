import type { Pool } from 'pg';
import { AccessDenied, type Access, type Acting, type Operation } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { petitionContract, type PetitionEvent } from '@tiepdan/contract-intake';
import { inTransaction, once, type CommandCall, type Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { Petition } from './petition';
import { accessObjectOf } from './petition-access';
import { petitionUnknown, versionChanged } from './petition-refusals';
import { lockPetitions, petitionsByIds, updatePetition } from './petition.repository';

/** A call of a command, with what its caller may do. */
export interface AccessCall extends CommandCall {
  readonly access: Access;
  readonly operation: Operation;
}

export interface Change {
  readonly petition: Petition;
  readonly event: PetitionEvent;
  /** What else belongs to it, in the same transaction; answers the petition as it is then. */
  readonly also?: (client: Queryable) => Promise<Petition>;
}

/** By which duty the caller does it to a petition. @throws AccessDenied where none allows it */
export function actingIn({ access, operation }: AccessCall, petition: Parameters<typeof accessObjectOf>[0]): Acting {
  const acting = access.acting(operation, accessObjectOf(petition));
  if (!acting) throw new AccessDenied(operation);
  return acting;
}

/**
 * Changes one petition of the caller's agency by a rule, once for each idempotency key, with event and audit link.
 * Refuses PETITION_UNKNOWN also for a petition the caller may not see, VERSION_CHANGED and whatever the rule refuses.
 * @throws AccessDenied where the caller may see it but not change it
 */
export function changePetition(
  pool: Pool,
  call: AccessCall,
  { petition: petitionId, duplicateOf }: { readonly petition: string; readonly duplicateOf?: string | null },
  at: Date,
  rule: (petition: Petition, original: Petition | null) => Change,
): Promise<Petition> {
  return inTransaction(pool, async (client) => {
    let changed: Petition | undefined;
    const reach = call.access.reach('readPetition');
    const { id } = await once(client, call, async () => {
      const wanted = duplicateOf == null ? [petitionId] : [petitionId, duplicateOf];
      const known = await lockPetitions(client, wanted, reach);
      const petition = known.get(petitionId);
      if (!petition) throw petitionUnknown('petition');
      const acting = actingIn(call, petition);
      const change = rule(petition, duplicateOf == null ? null : (known.get(duplicateOf) ?? null));
      if (!(await updatePetition(client, change.petition))) throw versionChanged();
      await recordEvents(client, [petitionContract], [change.event], at);
      const afterwards = await change.also?.(client);
      await appendAudit(client, {
        agencyId: petition.receivingAgencyId,
        actorId: call.principalId,
        acting,
        operation: call.operation,
        objectId: petition.id,
        payload: call.input,
      });
      changed = afterwards ?? change.petition;
      return { id: petition.id };
    });
    // Whoever finds that a petition denounces their own body has closed it to themselves: of this change alone they learn.
    const answer = changed ?? (await petitionsByIds(client, [id], reach)).get(id);
    if (!answer) throw petitionUnknown('petition');
    return answer;
  });
}
