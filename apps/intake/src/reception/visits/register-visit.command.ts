import { registerSuffix } from '@tiepdan/code-lists';
import { command, type Aggregate, type Outcome } from '@tiepdan/command';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import type { Queryable } from '@tiepdan/database';
import {
  checkGiven,
  PROTECTION_REFUSALS,
  replyToDenouncers,
  type DenouncerKeeping,
} from '../../identities/denouncers/denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from '../../identities/denouncers/denouncer.repository';
import { makeRedaction, redactedPetition, type MadeRedaction } from '../../identities/denouncers/redaction';
import { storeRedaction } from '../../identities/denouncers/redaction.repository';
import type { Dependencies } from '../../dependencies';
import { PEOPLE_REFUSALS } from '../../people/check-people';
import { keyedDigest } from '../../people/keyed-digest';
import { replyTo, type Reply } from '../../people/person';
import { peopleJson } from '../../people/person-record.repository';
import { DRAFT_REFUSALS } from '../../petitions/draft-petition';
import { registerYear } from '../../petitions/moment';
import type { Petition } from '../../petitions/petition';
import { authoriseReception, checkConflict } from '../../petitions/petition-access';
import { petitionReceived } from '../../petitions/petition-events';
import { petitionRow } from '../../petitions/petition-row.repository';
import { keptBefore } from '../../identities/vault/kept-before.repository';
import { prepareVisit, type PreparedVisit, type VisitToRegister } from './register-visit';
import { insertVisit, openRegisters } from './register-visit.repository';
import type { Visit } from './visit';
import { visitRegistered } from './visit-events';
import { denunciationWithOthers, visitUnknown } from './visit-refusals';
import { visitJustWritten, visitsByIds } from './visit.repository';

/** What protects who came where a denunciation was brought: they are kept elsewhere, so that here they have no names. */
interface Protection {
  readonly keptIn: DenouncerKeeping;
  readonly registerReference: string | null;
  /** Whether the vault knows one of them from an earlier visit to this agency. */
  readonly cameBefore: boolean;
  /** Of its denunciations, by their ids. */
  readonly redactions: ReadonlyMap<string, MadeRedaction>;
}

/** Who writes a visit, in which transaction. */
interface Writing {
  readonly client: Queryable;
  readonly madeById: string;
}

const visits: Aggregate<Visit> = {
  type: 'Visit',
  contracts: [visitContract, petitionContract],
  reads: 'readVisit',
  find: visitsByIds,
  idOf: ({ id }) => id,
  accessObjectOf: ({ agencyId }) => ({ agencyId }),
  unknown: visitUnknown,
};

export const registerVisit = command<VisitToRegister, Visit, Dependencies>({
  operation: 'registerVisit',
  of: visits,
  refuses: [
    ...PEOPLE_REFUSALS,
    ...DRAFT_REFUSALS,
    ...PROTECTION_REFUSALS,
    ...['ARRIVED_IN_FUTURE', 'CONFLICT_OF_INTEREST', 'DENUNCIATION_WITH_OTHERS', 'REFUSAL_GROUND_UNKNOWN'],
    ...['REFUSED_VISIT_WITH_PETITION', 'SESSION_UNKNOWN', 'VISIT_UNKNOWN', 'VISITOR_COUNT_INVALID', 'VISITORS_MISSING'],
  ],
  hashed(input, { vault }) {
    const said = keyedDigest(vault.keeper, [input.visitors, input.petitions]);
    return { ...input, visitors: said, petitions: said };
  },
  work({ client, principal, access }, input, dependencies) {
    const prepared = prepareVisit(input, principal.id, dependencies);
    authoriseReception(access, 'registerVisit', prepared.visit.agencyId);
    prepared.petitions.forEach((petition, index) =>
      checkConflict(access, 'registerVisit', petition, `petitions.${index}.respondent`),
    );
    const writing = { client, madeById: principal.id };
    const { registerReference = null } = input;
    if (prepared.petitions.some(({ denouncerProtected }) => denouncerProtected))
      return writeWithDenunciation(writing, prepared, input, dependencies);
    checkGiven('VAULT', { people: prepared.people.length, registerReference, field: 'visitors' });
    return write(writing, prepared, null, dependencies);
  },
});

/** Where one of the petitions denounces, all who came go where the agency keeps denouncers first. Refuses DENUNCIATION_WITH_OTHERS. */
async function writeWithDenunciation(
  writing: Writing,
  prepared: PreparedVisit,
  { registerReference, petitions: drafts }: VisitToRegister,
  dependencies: Dependencies,
): Promise<Outcome<Visit>> {
  const { visit, people, petitions } = prepared;
  const keptIn = await keepingAt(writing.client, visit.agencyId, dependencies.now());
  const reference = checkGiven(keptIn, { people: people.length, registerReference, field: 'visitors' });
  // Whoever brings anything else must be answered by name, and no name is taken here.
  if (keptIn === 'SEALED_REGISTER' && !petitions.every(({ denouncerProtected }) => denouncerProtected))
    throw denunciationWithOthers();
  const occasion = { id: visit.id, agencyId: visit.agencyId, isVisit: true, happenedOn: visit.arrivedOn };
  const passages = (drafts ?? []).map(({ identifyingPassages }) => identifyingPassages ?? []);
  const redactions = redactionsOf(prepared, passages, keptIn);
  const redacted = petitions.map((petition) => {
    const redaction = redactions.get(petition.id);
    return redaction ? redactedPetition(petition, redaction, dependencies.receipts) : { petition, kept: [] };
  });
  const originals = redacted.flatMap(({ kept }) => kept);
  const rendered = { ...prepared, petitions: redacted.map(({ petition }) => petition) };
  return keptBefore(dependencies.vault, occasion, { people, originals }, async ({ cameBefore }) => {
    const protection = { keptIn, registerReference: reference, cameBefore, redactions };
    return { written: await write(writing, rendered, protection, dependencies), isFollowed: true };
  });
}

async function write(
  writing: Writing,
  prepared: PreparedVisit,
  protection: Protection | null,
  { law, keeper, receipts }: Dependencies,
): Promise<Outcome<Visit>> {
  const { client } = writing;
  const people = peopleJson(prepared.people, keeper);
  const registers = { visit: registerSuffix(law.codes, 'visit')!, petition: registerSuffix(law.codes, 'petition')! };
  const [number, ...petitionNumbers] = await openRegisters(client, prepared, registers, protection ? '[]' : people);
  const petitions = prepared.petitions.map((petition, index) => ({ ...petition, number: petitionNumbers[index]! }));
  const rows = petitions.map((petition) => petitionRow(petition, receipts));
  await insertVisit(client, prepared.visit, { number: number!, rows, people, protection });
  if (protection) await nameVisitors(writing, prepared, protection);
  const item = await visitJustWritten(client, prepared.visit.id);
  const received = petitions.map((petition) => petitionReceived(petition, replyOf(petition, prepared)));
  const registered = visitRegistered(
    item,
    petitions.map(({ id }) => id),
  );
  return { item, events: [registered, ...received], occurredAt: item.arrivedAt };
}

const redactionsOf = (
  { petitions, people }: PreparedVisit,
  passages: readonly (readonly string[])[],
  keptIn: DenouncerKeeping,
): Map<string, MadeRedaction> =>
  new Map(
    petitions.flatMap((petition, index) => {
      if (!petition.denouncerProtected) return [];
      const named = { passages: passages[index] ?? [], field: `petitions.${index}.identifyingPassages` };
      return [[petition.id, makeRedaction(petition, people, named, keptIn)] as const];
    }),
  );

const replyOf = ({ denouncerProtected }: Petition, { people, visit }: PreparedVisit): Reply =>
  denouncerProtected ? replyToDenouncers(visit.visitorCount) : replyTo(people);

async function nameVisitors(
  { client, madeById }: Writing,
  { visit, petitions, people }: PreparedVisit,
  { keptIn, registerReference, redactions }: Protection,
): Promise<void> {
  await protectOccasion(client, visit.id, keptIn);
  for (const [petitionId, redaction] of redactions) await storeRedaction(client, petitionId, redaction, madeById);
  await nameDenouncers(client, {
    petitionIds: petitions.filter(({ denouncerProtected }) => denouncerProtected).map(({ id }) => id),
    count: registerReference === null ? people.length : 1,
    year: registerYear(visit.arrivedOn),
    registerReference,
  });
}
