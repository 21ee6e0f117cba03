import type { Queryable } from '@tiepdan/database';
import { storeDeadlines, updateCases } from './case.repository';
import type { CaseStep } from './case-step';

/** Stores a step with its document, and who took it. */
export async function storeStep(
  client: Queryable,
  { changed, deadlines, document }: CaseStep,
  { actorId, onBehalfOf }: { readonly actorId: string; readonly onBehalfOf: string | null },
): Promise<void> {
  await updateCases(client, [changed]);
  await storeDeadlines(client, deadlines);
  await client.query({
    name: 'store-case-act',
    text: `insert into case_act (case_id, version, actor_id, document_number, document_title, document_issued_on, acting_for)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [changed.id, changed.version, actorId, document?.number, document?.title, document?.issuedOn, onBehalfOf],
  });
}
