import { command } from '@tiepdan/command';
import type { Dependencies } from '../../dependencies';
import { eraseStatements } from '../../people/person.repository';
import type { Petition } from '../../petitions/petition';
import { petitions } from '../../petitions/petition.command';
import { followedOfOccasion } from '../../tracking/progress.repository';
import { isOver } from '../../tracking/public-progress';
import { eraseKept } from '../vault/vault.repository';
import { checkReason, underWay, type ErasureToMake } from './erase-petitioners';

/**
 * Destroys the keys of what people said when they brought a petition, here and in the vault, and with them what any copy of the
 * rows holds.
 */
export const erasePetitioners = command<ErasureToMake, Petition, Dependencies>({
  operation: 'erasePetitioners',
  of: petitions,
  refuses: ['PETITION_UNDER_WAY', 'PETITION_UNKNOWN', 'REASON_EMPTY', 'TEXT_TOO_LONG'],
  given: ({ reason }) => ({ purpose: reason }),
  async work({ client, locked }, input, { vault, workflows }) {
    const purpose = checkReason(input);
    const item = await locked(input.petition);
    const occasionId = item.visitId ?? item.id;
    const followed = await followedOfOccasion(client, occasionId);
    if (!followed.every((petition) => isOver(petition, workflows))) throw underWay();
    await eraseStatements(client, occasionId);
    return { item, events: [], purpose, last: () => eraseKept(vault, occasionId) };
  },
});
