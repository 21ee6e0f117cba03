import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import { aDraft, aReception } from '../testing/examples';
import { checkUnclassified, classify, type Classification } from './classify-petition';
import { handlingDirections, type Petition } from './petition';
import { preparePetition } from './receive-petition';
import { checkWithdrawable, withdraw } from './withdraw-petition';

const law = loadLaw('libs/law/data');
const now = () => new Date('2026-11-24T02:00:00Z');
const id = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
let ids = 0;
const rules = { law, now, today: toDay('2026-11-24'), newId: () => id(++ids) };

const aPetition = (petition: Partial<Petition> = {}): Petition => ({
  ...preparePetition(aReception({ receivedAt: new Date('2026-11-20T02:00:00Z'), petition: aDraft() }), rules).petition,
  number: 'BTCD-D-2026-000001',
  ...petition,
});
const classifyAs = (
  classification: Partial<Classification>,
  petition = aPetition(),
  original: Petition | null = null,
) =>
  classify(
    petition,
    original,
    {
      petition: petition.id,
      expectedVersion: 1,
      kind: 'COMPLAINT',
      field: 'OTHER',
      direction: 'ACCEPT',
      ...classification,
    },
    rules,
  );
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.details.code;
    throw error;
  }
};

describe('classifying a petition', () => {
  it('makes it the next version, with the day in the province', () => {
    expect(classifyAs({ direction: 'GUIDE' })).toMatchObject({
      version: 2,
      status: 'CLASSIFIED',
      eligible: true,
      direction: 'GUIDE',
      field: 'OTHER',
      classifiedOn: '2026-11-24',
    });
  });
  it('never accepts, refuses, urges, splits or transfers what is not eligible', () => {
    const lawful = handlingDirections.filter(
      (direction) => !codeOf(() => classifyAs({ direction, ineligibleReasons: ['N5'] })),
    );
    expect(lawful).toEqual(['GUIDE', 'RETURN', 'FILE', 'INVESTIGATE']);
    expect(classifyAs({ direction: 'FILE', ineligibleReasons: ['N5', 'N5', 'N1'] })).toMatchObject({
      status: 'INELIGIBLE',
      eligible: false,
      ineligibleReasons: ['N5', 'N1'],
    });
  });
  it('does not let a petition that can be handled be filed away, unless it repeats another', () => {
    expect(codeOf(() => classifyAs({ direction: 'FILE' }))).toBe('DIRECTION_NOT_LAWFUL');
    const original = aPetition();
    expect(classifyAs({ direction: 'FILE', duplicateOf: original.id }, aPetition(), original)).toMatchObject({
      status: 'LINKED',
      duplicateOfId: original.id,
    });
  });
  it('marks what must be split', () => expect(classifyAs({ direction: 'SPLIT' }).status).toBe('SPLIT'));
  it('knows only the reasons of the law in force that day', () => {
    expect(codeOf(() => classifyAs({ direction: 'FILE', ineligibleReasons: ['N1', 'N7'] }))).toBe('REASON_UNKNOWN');
    const early = { law, today: toDay('2021-11-14') };
    const petition = aPetition();
    const wanted = {
      petition: petition.id,
      expectedVersion: 1,
      kind: 'COMPLAINT',
      field: 'OTHER',
      direction: 'FILE',
    } as const;
    expect(codeOf(() => classify(petition, null, { ...wanted, ineligibleReasons: ['N1'] }, early))).toBe(
      'REASON_UNKNOWN',
    );
  });
  it('links to an existing original only', () => {
    const petition = aPetition();
    const linked = aPetition({ duplicateOfId: id(900) });
    expect(codeOf(() => classifyAs({ duplicateOf: id(901) }, petition, null))).toBe('PETITION_UNKNOWN');
    expect(codeOf(() => classifyAs({ duplicateOf: petition.id }, petition, petition))).toBe('DUPLICATE_OF_ITSELF');
    expect(codeOf(() => classifyAs({ duplicateOf: linked.id }, petition, linked))).toBe('DUPLICATE_OF_DUPLICATE');
  });
  it('links to an original that is kept from the same people only', () => {
    const petition = aPetition();
    const about = (data: Partial<Petition>) => {
      const original = aPetition({ id: id(902), ...data });
      return () => classifyAs({ duplicateOf: original.id }, petition, original);
    };
    expect(about({})().status).toBe('LINKED');
    for (const other of [
      { denouncerProtected: !petition.denouncerProtected },
      { respondentAgencyId: id(903) },
      { respondentOfficerId: id(904) },
    ])
      expect(codeOf(about(other))).toBe('ORIGINAL_ABOUT_ANOTHER');
  });
  it('happens once', () => {
    expect(codeOf(() => checkUnclassified(aPetition()))).toBeUndefined();
    expect(codeOf(() => checkUnclassified(aPetition({ version: 2, status: 'CLASSIFIED' })))).toBe('ALREADY_CLASSIFIED');
  });
  it('protects a denouncer for good, whatever the petition is taken for later', () => {
    const denunciation = aPetition({ kind: 'DENUNCIATION', denouncerProtected: true });
    expect(classifyAs({ kind: 'FEEDBACK' }, denunciation)).toMatchObject({
      kind: 'FEEDBACK',
      denouncerProtected: true,
    });
    expect(classifyAs({ kind: 'DENUNCIATION' }).denouncerProtected).toBe(true);
    expect(classifyAs({ kind: 'PROPOSAL' }).denouncerProtected).toBe(false);
  });
});

describe('taking a petition back', () => {
  const take = (withdrawal: object, petition = aPetition()) => {
    checkWithdrawable(petition);
    const given = { petition: petition.id, expectedVersion: 1, on: '2026-11-23', ...withdrawal };
    return withdraw(petition, given, rules.today);
  };

  it('closes it on the day of the letter', () => {
    expect(take({})).toMatchObject({ status: 'WITHDRAWN', version: 2, withdrawnOn: '2026-11-23' });
  });
  it.each([
    ['on a day to come', { on: '2026-11-25' }, {}, 'WITHDRAWN_IN_FUTURE'],
    ['before it was received', { on: '2026-11-19' }, {}, 'WITHDRAWN_BEFORE_RECEIVED'],
    ['in part, because the rest must be settled', { scope: 'đất ở' }, {}, 'PARTIAL_WITHDRAWAL'],
    ['twice', {}, { status: 'WITHDRAWN' } as const, 'NOT_WITHDRAWABLE'],
  ])('is refused %s', (_, withdrawal, petition, code) => {
    expect(codeOf(() => take(withdrawal, aPetition(petition)))).toBe(code);
  });
});
