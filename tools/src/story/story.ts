import { setTimeout as pause } from 'node:timers/promises';
import { randomInt, randomUUID } from 'node:crypto';
import { dayInProvince } from '@tiepdan/dated-table';
import { daysOfReportingMonth, loadReportLaw, reportingMonth } from '@tiepdan/report-forms';
import { loadProvince, type Province } from '@tiepdan/province';
import { askGraphWhole } from '../graph-client';
import { waitUntil } from '../infrastructure/wait-until';
import { officerWith, requestToken, type Officer } from '../tokens';
import * as operations from './operations';
import type { CaseAnswer, NoticeAnswer, PetitionAnswer, ReportAnswer, VisitAnswer } from './operations';
import { movements, type Movement } from './report-figures';

/** Where the story is told. */
export interface Scene {
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientSecret: string;
}

/** What came of each step, as the graph told it. */
export interface Story {
  readonly visit: VisitAnswer;
  readonly petition: VisitAnswer['petitions'][number];
  readonly classified: PetitionAnswer;
  readonly assigned: CaseAnswer;
  readonly accepted: CaseAnswer;
  /** Null when none arrived in time. */
  readonly delivered: NoticeAnswer | null;
  readonly report: ReportAnswer;
  readonly moved: readonly Movement[];
}

const RECEPTION = 'BTCD';
const DELIVERY_TIMEOUT_MS = 30_000;
const REPORT_TIMEOUT_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/**
 * Follows one complaint through the graph, each step by an officer whose duty it is: registered at the provincial
 * reception, classified, assigned, accepted, its notice delivered, counted in form 01/TCD.
 * Throws with the graph's words when a step is refused.
 */
export async function tellStory(scene: Scene): Promise<Story> {
  const province = loadProvince('libs/law/province/data');
  const as = (role: string) => actor(scene, officerWith(province, role, RECEPTION));
  const [receptionist, processor, board, resolver] = await Promise.all(
    ['receptionist', 'processor', 'reception-board', 'resolver'].map(as),
  );
  if (!receptionist || !processor || !board || !resolver) throw new Error('The example officers are not complete.');
  const before = await readReport(receptionist);

  const input = visitInput(province, receptionist.officer);
  const visit = await whenAgenciesAreKnown(() =>
    receptionist.does<VisitAnswer>('registerVisit', operations.registerVisit, input),
  );
  const [petition] = visit.petitions;
  if (!petition) throw new Error('The visit has no petition.');
  const classified = await processor.does<PetitionAnswer>('classifyPetition', operations.classifyPetition, {
    petition: petition.id,
    expectedVersion: petition.version,
    kind: 'COMPLAINT',
    field: 'LAND_HOUSING',
    direction: 'ACCEPT',
  });
  const assigned = await board.does<CaseAnswer>('assignCase', operations.assignCase, {
    case: petition.case.id,
    expectedVersion: classified.case.version,
    officer: resolver.officer.id,
  });
  const accepted = await resolver.does<CaseAnswer>('acceptCase', operations.acceptCase, {
    case: petition.case.id,
    expectedVersion: assigned.version,
    document: {
      number: `${randomInt(1, 1_000)}/TB-BTCD`,
      title: 'Thông báo thụ lý giải quyết khiếu nại',
      issuedOn: today(),
    },
  });
  const delivered = await awaitDelivery(resolver, petition.case.id);
  const report = await awaitMovement(receptionist, before);
  return {
    visit,
    petition,
    classified,
    assigned,
    accepted,
    delivered,
    report,
    moved: movements(before, report, receptionist.officer.agencyId),
  };
}

const today = () => dayInProvince(new Date());

function visitInput(province: Province, { agencyId }: Officer): object {
  const commune = province.agencyByCode('05443', today())?.id;
  return {
    agency: agencyId,
    receptionKind: 'REGULAR',
    visitors: [
      {
        name: 'Nguyễn Thị Ví Dụ',
        identityKind: 'PERSONAL_NUMBER',
        // A new person each time: twelve digits, as issued in Thái Nguyên to a woman born in 1968.
        identityNumber: `019168${randomInt(0, 1_000_000).toString().padStart(6, '0')}`,
        address: { text: 'Tổ 5', commune },
        email: 'nguoi.khieu.nai@vidu.example',
      },
    ],
    petitions: [
      {
        kind: 'COMPLAINT',
        field: 'LAND_HOUSING',
        summary: 'Khiếu nại quyết định thu hồi đất: diện tích đo đạc và mức bồi thường không đúng với thực tế sử dụng.',
        respondent: { kind: 'AGENCY', agency: commune },
        place: { commune },
      },
    ],
  };
}

interface Actor {
  readonly officer: Officer;
  asks<Answer>(query: string, variables: object): Promise<Answer>;
  /** Sends a command with a new idempotency key; throws when it is refused. */
  does<Answer>(field: string, mutation: string, input: object): Promise<Answer>;
}

async function actor(scene: Scene, officer: Officer): Promise<Actor> {
  const token = await requestToken(scene, officer.id);
  const asks = <Answer>(query: string, variables: object) =>
    askGraphWhole<Answer>(scene.gatewayUrl, token, query, variables);
  return {
    officer,
    asks,
    async does<Answer>(field: string, mutation: string, input: object): Promise<Answer> {
      const answer = (
        await asks<Record<string, Answer & { code?: string; messageEn?: string }>>(mutation, {
          input,
          key: randomUUID(),
        })
      )[field];
      if (!answer || answer.messageEn) throw new Error(`${field} was refused: ${answer?.code} ${answer?.messageEn}`);
      return answer;
    },
  };
}

async function awaitDelivery(reader: Actor, caseId: string): Promise<NoticeAnswer | null> {
  let delivered: NoticeAnswer | undefined;
  const look = async () => {
    const { case: found } = await reader.asks<{ case: { notices: { nodes: NoticeAnswer[] } } }>(
      operations.noticesOfCase,
      { case: caseId },
    );
    delivered = found.notices.nodes.find(({ audience, status }) => audience === 'petitioner' && status === 'DELIVERED');
    return delivered !== undefined;
  };
  await waitUntil(look, { timeoutMs: DELIVERY_TIMEOUT_MS, lookAgainMs: LOOK_AGAIN_MS });
  return delivered ?? null;
}

async function awaitMovement(reader: Actor, before: ReportAnswer): Promise<ReportAnswer> {
  let after = before;
  const look = async () => {
    after = await readReport(reader);
    return movements(before, after, reader.officer.agencyId).length > 0;
  };
  await waitUntil(look, { timeoutMs: REPORT_TIMEOUT_MS, lookAgainMs: LOOK_AGAIN_MS });
  return after;
}

/** Form 01/TCD from the first day of the reporting year to today. */
async function readReport(reader: Actor): Promise<ReportAnswer> {
  const law = loadReportLaw('libs/law/data');
  const month = reportingMonth(law, today());
  const { from } = daysOfReportingMonth(law, month - (month % 12));
  const answer = await reader.asks<{ report: ReportAnswer }>(operations.report, {
    input: { form: '01/TCD', from, to: today() },
  });
  return answer.report;
}

const AGENCIES_KNOWN_WITHIN_MS = 20_000;

/** At the very first start intake hears of the agencies while it is already up; whoever comes that early tries again. */
async function whenAgenciesAreKnown<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const end = performance.now() + AGENCIES_KNOWN_WITHIN_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!String(error).includes('AGENCY_UNKNOWN') || performance.now() > end) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}
