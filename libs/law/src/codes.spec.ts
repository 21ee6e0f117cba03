import { codeInForce, registerSuffix } from './codes';
import { toDay } from './day';
import { loadLaw } from './law';

const law = loadLaw('libs/law/data');

describe('a code', () => {
  it('has its meaning only while the law behind it holds', () => {
    expect(codeInForce(law.codes.refusalGrounds, 'A_H', toDay('2026-06-30'))).toBeUndefined();
    expect(codeInForce(law.codes.refusalGrounds, 'A_H', toDay('2026-07-01'))?.legalBasis).toBe(
      'NĐ 154/2026 Đ.4 k.1 đ.h',
    );
    expect(law.codes.refusalGrounds.map(({ code }) => code).join(' ')).toBe(
      'L1 L2 L3 A_A A_B A_C A_D A_DD A_E A_G A_H A_I A_K',
    );
    expect(law.codes.ineligibleReasons.map(({ code }) => code).join(' ')).toBe('N1 N2 N3 N4 N5 N6');
  });

  it('of a case state leads to a stage of the graph', () => {
    const stages =
      'HANDLING PROPOSED ACCEPTED DECIDED TRANSFERRED GUIDED RETURNED FILED REFUSED TERMINATED CLOSED'.split(' ');
    expect(new Set(law.codes.caseStates.map(({ stage }) => stage))).toEqual(new Set(stages));
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
