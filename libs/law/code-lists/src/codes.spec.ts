import { codeInForce } from './code-list';
import { loadCodeLists, registerSuffix } from './codes';
import { toDay } from '@tiepdan/dated-table';

const law = { codes: loadCodeLists('libs/law/data', { has: () => true }) };

describe('a code', () => {
  it('has its meaning only while the law behind it holds', () => {
    expect(codeInForce(law.codes.refusalGrounds, 'A_H', toDay('2026-06-30'))).toBeUndefined();
    expect(codeInForce(law.codes.refusalGrounds, 'A_H', toDay('2026-07-01'))?.legalBasis).toBe(
      'NĐ 154/2026 Đ.4 k.1 đ.h',
    );
    expect([...new Set(law.codes.refusalGrounds.map(({ code }) => code))].join(' ')).toBe(
      'L1 L2 L3 A_A A_B A_C A_D A_DD A_E A_G A_H A_I A_K',
    );
    expect(law.codes.ineligibleReasons.map(({ code }) => code).join(' ')).toBe('N1 N2 N3 N4 N5 N6');
  });

  it('may mean different things for different kinds of petition', () => {
    const meaning = (kind?: string) =>
      codeInForce(law.codes.terminationGrounds, 'FULL_WITHDRAWAL', toDay('2026-07-01'), kind)?.legalBasis;
    expect(meaning('COMPLAINT')).toBe('Luật KN Đ.11a k.2 đ.a');
    expect(meaning('DENUNCIATION')).toBe('Luật TC Đ.34 k.3 đ.a; Đ.33 k.3');
    expect(meaning('FEEDBACK')).toBeUndefined();
  });

  it('of refusal says whether it is told in writing, and on which form at that time', () => {
    const onDay = (code: string, on: string) => {
      const ground = codeInForce(law.codes.refusalGrounds, code, toDay(on));
      return ground && [ground.reply, ground.form];
    };
    expect(onDay('L3', '2026-06-30')).toEqual(['WRITTEN', '-']);
    expect(onDay('L3', '2026-07-01')).toEqual(['WRITTEN', 'ND154/01-TCD']);
    const written = law.codes.refusalGrounds.filter(({ reply, validTo }) => reply === 'WRITTEN' && validTo === null);
    expect(written.map(({ code }) => code)).toEqual(['L3', 'A_H']);
  });

  it('of a register goes by what is registered and its kind', () => {
    expect(registerSuffix(law.codes, 'visit')).toBe('LT');
    expect(registerSuffix(law.codes, 'petition', 'DENUNCIATION')).toBe('D');
    expect(
      ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'].map((kind) => registerSuffix(law.codes, 'case', kind)),
    ).toEqual(['KN', 'TC', 'KP', 'KP']);
    expect(registerSuffix(law.codes, 'directive')).toBe('CD');
    expect(registerSuffix(law.codes, 'case')).toBeUndefined();
  });
});

describe('the lists of codes', () => {
  const codesOf = (list: readonly { readonly code: string; readonly kinds: readonly string[] }[], kind: string) =>
    list.filter(({ kinds }) => kinds[0] === '*' || kinds.includes(kind)).map(({ code }) => code);

  it('hold what the law counts', () => {
    expect(law.codes.complaintBars).toHaveLength(9);
    expect(codesOf(law.codes.eligibilityConditions, 'COMPLAINT')).toEqual(['E1', 'E2', 'E3_KN']);
    expect(codesOf(law.codes.eligibilityConditions, 'DENUNCIATION')).toEqual(['E1', 'E2', 'E3_TC', 'E4']);
    expect(codesOf(law.codes.eligibilityConditions, 'FEEDBACK')).toEqual(['E1', 'E2', 'E3_KNPA']);
    for (const kind of ['COMPLAINT', 'DENUNCIATION'])
      expect(codesOf(law.codes.complexityCriteria, kind)).toEqual(['A', 'B', 'C', 'D', 'DD', 'E', 'G']);
    expect(law.codes.denunciationConditions.map(({ code }) => code)).toEqual(['A', 'B', 'C', 'D', 'AFTER_COMPLAINT']);
  });
});
