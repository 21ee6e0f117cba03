import { loadLaw } from './law';

const law = loadLaw('libs/law/data');

describe('the lists of codes', () => {
  const codesOf = (list: readonly { readonly code: string; readonly kinds: readonly string[] }[], kind: string) =>
    list.filter(({ kinds }) => kinds[0] === '*' || kinds.includes(kind)).map(({ code }) => code);

  it('agree with the rules that name the same grounds and periods', () => {
    const listed = (key: string) => law.rules.get(key)![0]!.value.split(',').sort();
    const complaintCodes = (list: Parameters<typeof codesOf>[0]) =>
      codesOf(list, 'COMPLAINT')
        .map((code) => code.toLowerCase())
        .sort();
    expect(complaintCodes(law.codes.suspensionGrounds)).toEqual(listed('kn.suspend.grounds'));
    expect(complaintCodes(law.codes.terminationGrounds)).toEqual(listed('kn.terminate.grounds'));
    const periods = (content: string) =>
      law.codes.reportingPeriods.flatMap((period) => (period.content === content ? period.code : [])).sort();
    expect(periods('NARRATIVE_AND_FORMS')).toEqual(listed('report.narrative_required.periods'));
    expect(periods('FORMS')).toEqual(listed('report.forms_only.periods'));
    for (const { window, dueMonth } of law.codes.reportingPeriods) {
      const end = law.rules.get(window[0]!)![0]!.value.split('..')[1]!;
      expect(Number(end.slice(0, 2))).toBe(dueMonth);
    }
  });
});
