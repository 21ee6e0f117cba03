import { codeInForce } from '@tiepdan/code-lists';
import { dayInProvince } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import { checkMentions, type AgencyMention } from '../../agencies/agency';
import { checkPeople, checkRepresentatives, communesOf, listTooLong } from '../../people/check-people';
import type { Person, PersonToRecord } from '../../people/person';
import { agenciesOf, draftPetition } from '../../petitions/draft-petition';
import { checkNotFuture } from '../../petitions/moment';
import type { NewPetition, PetitionDraft } from '../../petitions/petition';
import type { Rules } from '../../petitions/receive-petition';
import type { NewVisit, ReceptionKind } from './visit';

/** Somebody came, or many together (tiếp công dân). */
export interface VisitToRegister {
  /** Whose reception. */
  readonly agency: string;
  readonly receptionKind: ReceptionKind;
  readonly session?: string | null;
  /** Now unless told. */
  readonly arrivedAt?: Date | null;
  /** Empty only where all that is brought denounces, and denouncers are kept in the sealed register. */
  readonly visitors: readonly PersonToRecord[];
  /** How many came, where nobody is named; one unless told. */
  readonly visitorCount?: number | null;
  /** Where they stand in the sealed register. */
  readonly registerReference?: string | null;
  readonly petitions?: readonly PetitionDraft[] | null;
  /** Code of the law's list, when reception was refused. */
  readonly refusalGround?: string | null;
}

export interface PreparedVisit {
  readonly visit: NewVisit;
  readonly people: readonly Person[];
  readonly petitions: readonly NewPetition[];
  /** Other agencies it names. */
  readonly mentions: readonly AgencyMention[];
}

const PETITIONS_MAX = 50;
const VISITORS_MAX = 10_000;

/**
 * Everything that can be said about a visit without looking at what is stored. Refuses SESSION_UNKNOWN, VISITORS_MISSING,
 * VISITOR_COUNT_INVALID, ARRIVED_IN_FUTURE, REFUSAL_GROUND_UNKNOWN, REFUSED_VISIT_WITH_PETITION, LIST_TOO_LONG, AGENCY_UNKNOWN and whatever its
 * people and petitions are refused for.
 */
export function prepareVisit(input: VisitToRegister, officerId: string, { law, now, newId }: Rules): PreparedVisit {
  const { receptionKind } = input;
  const agencyId = input.agency.toLowerCase();
  const drafts = input.petitions ?? [];
  if (input.session != null) throw sessionUnknown();
  if (input.visitors.length === 0 && input.registerReference == null) throw visitorsMissing();
  if (drafts.length > PETITIONS_MAX) throw listTooLong('petitions', PETITIONS_MAX);
  const instant = now();
  const arrivedAt = input.arrivedAt ?? instant;
  checkNotFuture(arrivedAt, instant, 'ARRIVED_IN_FUTURE', 'arrivedAt');
  const arrivedOn = dayInProvince(arrivedAt);
  const refusalGround = input.refusalGround ?? null;
  if (refusalGround !== null && !codeInForce(law.codes.refusalGrounds, refusalGround, arrivedOn))
    throw refusalGroundUnknown();
  if (refusalGround !== null && drafts.length > 0) throw refusedVisitWithPetition();

  const people = checkPeople(input.visitors, 'visitors', newId);
  // A group may be refused just because nobody can prove to represent it.
  if (refusalGround === null) checkRepresentatives(people, 'visitors', law, arrivedOn);
  const visitorCount = people.length || (input.visitorCount ?? 1);
  if (input.visitorCount != null && input.visitorCount !== visitorCount) throw visitorCountInvalid();
  if (visitorCount < 1 || visitorCount > VISITORS_MAX) throw visitorCountInvalid();
  const id = newId();
  const visit = {
    id,
    version: 1,
    receptionKind,
    agencyId,
    arrivedAt,
    arrivedOn,
    officerId,
    visitorCount,
    refusalGround,
  };
  const reception = { agencyId, receivedAt: arrivedAt, visitId: id, people, signatoryCount: visitorCount };
  const petitions = drafts.map((draft, index) =>
    draftPetition(draft, { ...reception, channel: 'RECEPTION' }, `petitions.${index}`, newId()),
  );
  const named = drafts.flatMap((draft, index) => agenciesOf(draft, `petitions.${index}`));
  const mentions = [...named, ...communesOf(people, 'visitors')];
  checkMentions([{ field: 'agency', id: agencyId }, ...mentions]);
  return { visit, people, petitions, mentions };
}

const sessionUnknown = () =>
  new Refusal({
    code: 'SESSION_UNKNOWN',
    field: 'session',
    message: 'Không tìm thấy kỳ tiếp công dân này.',
    messageEn: 'There is no such leader session.',
  });
const visitorsMissing = () =>
  new Refusal({
    code: 'VISITORS_MISSING',
    field: 'visitors',
    message: 'Lượt tiếp phải có ít nhất một người đến.',
    messageEn: 'Somebody must have come.',
    legalBasis: 'Luật TCD Đ.25',
  });
const visitorCountInvalid = () =>
  new Refusal({
    code: 'VISITOR_COUNT_INVALID',
    field: 'visitorCount',
    message: 'Số người đến phải từ 1 đến 10.000 và bằng số người đã ghi, nếu có ghi.',
    messageEn: 'Between 1 and 10,000 people come, and as many as are listed where anybody is.',
  });
const refusalGroundUnknown = () =>
  new Refusal({
    code: 'REFUSAL_GROUND_UNKNOWN',
    field: 'refusalGround',
    message: 'Lý do từ chối tiếp này không có trong quy định có hiệu lực vào ngày tiếp.',
    messageEn: 'The law in force on the day of the visit knows no such ground for refusing reception.',
    legalBasis: 'Luật TCD Đ.9',
  });
const refusedVisitWithPetition = () =>
  new Refusal({
    code: 'REFUSED_VISIT_WITH_PETITION',
    field: 'petitions',
    message: 'Lượt tiếp bị từ chối thì không tiếp nhận đơn kèm theo; hãy ghi riêng đơn nếu có tiếp nhận.',
    messageEn: 'A refused visit takes in no petition; receive the petition by itself if it was taken.',
    legalBasis: 'Luật TCD Đ.9',
  });
