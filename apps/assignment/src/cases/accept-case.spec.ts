import { loadLaw } from '@tiepdan/law';
import { toDay, type PetitionKind } from '@tiepdan/dated-table';
import { follow, loadWorkflows } from '@tiepdan/workflow';
import { acceptCase, type Acceptance } from './accept-case';
import { aClassifiedPetition, aReceivedPetition, agencyOfExamples, everybodyAlone } from './case.examples';
import { machineOf } from './case-state';
import { classifyCase } from './classify-case';
import { replaced } from '../clocks/clocks';
import { openCase } from './open-cases';

const law = loadLaw('libs/law/data');
const workflow = loadWorkflows('libs/law/data');
const now = () => new Date('2026-08-27T03:00:00Z');
const today = toDay('2026-08-27');
const keeping = { law, workflow, now, standing: everybodyAlone };

function accepted(kind: PetitionKind, acceptance: Partial<Acceptance> = {}) {
  const number = { id: '0190a000-0000-7000-a000-000000000001', number: 'BTCD-KN-2026-000001', openedAt: now() };
  const { opened, deadlines } = openCase(keeping, aReceivedPetition(1, agencyOfExamples, { kind }), number);
  const proposed = classifyCase(keeping, aClassifiedPetition(1, agencyOfExamples, { kind }), opened, deadlines);
  const step = follow(machineOf(workflow, proposed.changed), proposed.changed.state, 'acceptCase', {
    on: today,
    kind,
  })!;
  return acceptCase(
    { law, step, found: proposed.changed, deadlines: replaced(deadlines, proposed.deadlines), today },
    { document: { issuedOn: '2026-08-27' }, ...acceptance },
  );
}
const noticeDueOn = ({ event }: ReturnType<typeof accepted>) => event.type === 'CaseAccepted' && event.data.noticeDueOn;

describe('accepting a case', () => {
  it.each([
    ['NORMAL', false, 'kn.resolve.first.normal.max', '2026-09-28'],
    ['COMPLEX', false, 'kn.resolve.first.complex.max', '2026-10-12'],
    ['NORMAL', true, 'kn.resolve.first.remote.max', '2026-10-12'],
    ['COMPLEX', true, 'kn.resolve.first.remote_complex.max', '2026-10-26'],
  ] as const)(
    'starts the clock of a complaint that is %s, remote %s, on the day of the document',
    (complexity, remoteArea, rule, dueOn) => {
      const { deadlines, changed } = accepted('COMPLAINT', { complexity, remoteArea });
      expect(deadlines.filter(({ status }) => status === 'RUNNING')).toMatchObject([
        { rule, startedOn: '2026-08-27', dueOn },
      ]);
      expect(changed).toMatchObject({ state: 'ACCEPTED', complexity, remoteArea, nextDueOn: dueOn });
    },
  );

  it('gives the day to tell the complainant: that of the duty to accept', () => {
    expect(noticeDueOn(accepted('COMPLAINT'))).toBe('2026-09-07');
  });

  it('gives the day to tell the denouncer: five working days from the decision, over the days off around 2 September', () => {
    expect(noticeDueOn(accepted('DENUNCIATION'))).toBe('2026-09-08');
    expect(accepted('DENUNCIATION').deadlines.filter(({ status }) => status === 'RUNNING')).toMatchObject([
      { rule: 'tc.resolve.normal.max' },
      { rule: 'tc.accept_notice.max', startedOn: '2026-08-27', dueOn: '2026-09-08' },
    ]);
    expect(noticeDueOn(accepted('DENUNCIATION', { document: { issuedOn: '2026-08-26' } }))).toBe('2026-09-07');
  });

  it('gives no day to tell of it where the law sets none, and takes up a proposal, whose answer stays due', () => {
    const step = accepted('PROPOSAL');
    expect(noticeDueOn(step)).toBeNull();
    expect(step.changed).toMatchObject({ state: 'IN_STUDY', stage: 'ACCEPTED', nextDueOn: '2026-09-10' });
  });

  it('names the document by the step when it has no title, and keeps no empty number', () => {
    const { document } = accepted('COMPLAINT', { document: { number: ' ', title: ' ', issuedOn: '2026-08-25' } });
    expect(document).toEqual({ number: null, title: 'Thụ lý giải quyết khiếu nại', issuedOn: '2026-08-25' });
  });

  it('refuses a document of a day to come, of a day before receipt, and a number longer than 64 characters', () => {
    const refusal = (issuedOn: string, number?: string) => () =>
      accepted('COMPLAINT', { document: { issuedOn, number } });
    expect(refusal('2026-08-28')).toThrow('DOCUMENT_IN_FUTURE');
    expect(refusal('2026-08-23')).toThrow('DOCUMENT_BEFORE_RECEIPT');
    expect(refusal('2026-08-27', '1'.repeat(65))).toThrow('DOCUMENT_NUMBER_TOO_LONG');
    expect(refusal('2026-08-24', '1'.repeat(64))).not.toThrow();
  });
});
