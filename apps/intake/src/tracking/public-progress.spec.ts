import type { Day } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { caseStages, loadWorkflows } from '@tiepdan/workflow';
import { publicProgress, type FollowedPetition } from './public-progress';

const law = loadLaw('libs/law/data');
const workflows = loadWorkflows('libs/law/data');
const agencyId = '0190a000-0000-7000-8000-0000000000a1';
const petitionId = '0190a000-0000-7000-8000-0000000000d1';

const tell = (petition: Partial<FollowedPetition>, today = '2026-11-26') =>
  publicProgress(
    {
      kind: 'COMPLAINT',
      denouncerProtected: false,
      receivedOn: '2026-11-24',
      withdrawnOn: null,
      eligible: null,
      steps: [],
      ...petition,
    },
    { law, workflows, today: today as Day },
  );
type Step = FollowedPetition['steps'][number];
const deadline = (rule: string, dueOn: string, status?: string) => ({
  rule,
  startedOn: '2026-11-24',
  dueOn,
  ...(status && { status }),
});
const opened = (kind = 'COMPLAINT'): Step =>
  ({
    type: 'CaseOpened',
    data: {
      kind,
      deadlines:
        kind === 'COMPLAINT'
          ? [deadline('xld.process_don.max', '2026-12-04'), deadline('kn.accept.first.max', '2026-12-03')]
          : [deadline('tc.initial.max', '2026-12-03')],
    },
  }) as unknown as Step;
const classified = (state = 'PROPOSED_ACCEPT', kind = 'COMPLAINT'): Step =>
  ({
    type: 'CaseClassified',
    data: { agencyId, petitionId, kind, state, classifiedOn: '2026-11-25' },
  }) as unknown as Step;
const accepted = (kind = 'COMPLAINT', rule = 'kn.resolve.first.normal.max'): Step =>
  ({
    type: 'CaseAccepted',
    data: {
      agencyId,
      petitionId,
      kind,
      acceptedOn: '2026-11-26',
      noticeDueOn: null,
      deadlines: [deadline(rule, '2026-12-26')],
    },
  }) as unknown as Step;

describe('what a citizen is told of a petition', () => {
  it('has words and rights for every stage there is, and for none that there is not', () => {
    const { neutralProgress, petitionerRights } = law.codes;
    expect(neutralProgress.map(({ code }) => code).sort()).toEqual([...caseStages, 'NEXT'].sort());
    const named = petitionerRights.flatMap(({ when }) => when);
    expect(named.filter((stage) => ![...caseStages, 'OVERDUE'].includes(stage))).toEqual([]);
  });

  it('begins with what is due first once it is received', () => {
    expect(tell({})).toEqual({
      steps: [{ on: '2026-11-24', text: 'Đã tiếp nhận đơn' }],
      next: null,
      nextDueOn: null,
      rights: ['Rút đơn, toàn bộ hoặc một phần, bằng văn bản hoặc ghi biên bản', 'Được thông báo kết quả xử lý đơn'],
    });
    expect(tell({ steps: [opened()] })).toMatchObject({
      next: law.ruleLabel('kn.accept.first.max'),
      nextDueOn: '2026-12-03',
    });
  });

  it('goes on with each step in the words of the law’s tables, and with the clock that runs then', () => {
    const told = tell({ steps: [opened(), classified()] });
    expect(told.steps[1]).toEqual({ on: '2026-11-25', text: 'Đã đề xuất thụ lý, giải quyết' });
    expect(told).toMatchObject({ next: law.ruleLabel('kn.accept.first.max'), nextDueOn: '2026-12-03' });
    const settling = tell({ steps: [opened(), classified(), accepted()] });
    expect(settling.steps[2]).toEqual({ on: '2026-11-26', text: 'Đã thụ lý' });
    expect(settling).toMatchObject({ next: law.ruleLabel('kn.resolve.first.normal.max'), nextDueOn: '2026-12-26' });
    expect(settling.rights).toContain('Được mời đối thoại với người giải quyết');
  });

  it('follows a suspension, and days that move', () => {
    const suspended = {
      type: 'CaseSuspended',
      data: {
        state: 'SUSPENDED',
        suspendedOn: '2026-12-01',
        deadlines: [deadline('kn.resolve.first.normal.max', '2026-12-26', 'PAUSED')],
      },
    } as unknown as Step;
    const stopped = tell({ steps: [opened(), classified(), accepted(), suspended] });
    expect(stopped).toMatchObject({ next: null, nextDueOn: null });
    expect(stopped.steps.at(-1)!.on).toBe('2026-12-01');
    const moved = {
      type: 'CaseDeadlinesMoved',
      data: { deadlines: [{ ...deadline('kn.resolve.first.normal.max', '2026-12-28'), wasDueOn: '2026-12-26' }] },
    } as unknown as Step;
    expect(tell({ steps: [opened(), classified(), accepted(), moved] }).nextDueOn).toBe('2026-12-28');
  });

  it('says from when on one may complain again, when the day has passed', () => {
    const steps = [opened(), classified(), accepted()];
    const again = 'Khiếu nại lần hai, hoặc khởi kiện tại Tòa án, trong thời hạn luật định';
    expect(tell({ steps }, '2026-12-26').rights).not.toContain(again);
    expect(tell({ steps }, '2026-12-27').rights).toContain(again);
  });

  it('ends when it is over or taken back: then nothing comes next', () => {
    expect(tell({ steps: [opened(), classified('GUIDED')] })).toMatchObject({
      next: null,
      nextDueOn: null,
      rights: [],
    });
    const withdrawn = tell({ steps: [opened()], withdrawnOn: '2026-11-25' });
    expect(withdrawn.steps.at(-1)).toEqual({ on: '2026-11-25', text: 'Đơn đã được rút' });
    expect(withdrawn).toMatchObject({ next: null, rights: [] });
  });

  it('of a denunciation says nothing but how far it is: no word of what was brought, or of what kind', () => {
    const kind = 'DENUNCIATION' as const;
    const steps = [opened(kind), classified('PROPOSED_ACCEPT', kind), accepted(kind, 'tc.resolve.normal.max')];
    const told = tell({ kind, denouncerProtected: true, steps });
    expect(told).toEqual({
      steps: [
        { on: '2026-11-24', text: 'Đã tiếp nhận đơn' },
        { on: '2026-11-25', text: 'Đang phân loại, xử lý' },
        { on: '2026-11-26', text: 'Đang được giải quyết' },
      ],
      next: 'Cơ quan tiếp nhận xử lý và trả lời bạn',
      nextDueOn: '2026-12-26',
      rights: ['Rút đơn, toàn bộ hoặc một phần, bằng văn bản hoặc ghi biên bản', 'Được thông báo kết quả xử lý đơn'],
    });
    expect(JSON.stringify(told)).not.toMatch(/tố cáo/i);
  });
});
