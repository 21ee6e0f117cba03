import { readFileSync } from 'node:fs';
import { toDay } from '@tiepdan/dated-table';
import { loadLaw } from './law';
import { ruleVersionsAround } from './rules';

const law = loadLaw('libs/law/data');
const around = (key: string, on: string) => {
  const { inForce, predecessor, successor } = ruleVersionsAround(law.rules, key, toDay(on));
  return [predecessor, inForce, successor].map((rule) => rule && `${rule.value} ${rule.unitLabelEn}`);
};

describe('a rule', () => {
  it('stands between its predecessor and its successor, both ends of a validity included', () => {
    expect(around('kn.accept.first.max', '2012-06-30')).toEqual([null, null, '10 calendar days']);
    expect(around('kn.accept.first.max', '2026-06-30')).toEqual([null, '10 calendar days', '7 working days']);
    expect(around('kn.accept.first.max', '2026-07-01')).toEqual(['10 calendar days', '7 working days', null]);
    expect(around('tcd.freq.district_chair.min', '2025-07-01')).toEqual(['2 days a month', null, null]);
    expect(() => around('kn.no.such.rule', '2026-07-01')).toThrow('UNKNOWN_RULE');
  });

  it('has the version right before and right after it as neighbours, of however many', () => {
    const [rule] = law.rules.get('kn.statute.max')!;
    const versions = ['2020', '2021', '2022', '2023'].map((year) => ({
      ...rule!,
      value: year,
      validFrom: toDay(`${year}-01-01`),
      validTo: toDay(`${year}-12-31`),
    }));
    const { predecessor, inForce, successor } = ruleVersionsAround(
      new Map([['k', versions]]),
      'k',
      toDay('2022-06-30'),
    );
    expect([predecessor, inForce, successor].map((version) => version?.value)).toEqual(['2021', '2022', '2023']);
  });

  it('keeps the tags its certainty rests on', () => {
    const ruleOf = (key: string) => law.rules.get(key)![0]!;
    expect(ruleOf('kn.decision.second.publish.max')).toMatchObject({
      evidence: 'CONFIRMED',
      evidenceTags: ['S2', 'S26'],
    });
    expect(ruleOf('kn.court.statute')).toMatchObject({ evidence: 'ASSUMED', evidenceTags: ['R-h'] });
  });

  it('has a name of its own in both languages, whether or not it yields a date', () => {
    const rules = [...law.rules.values()].map(([rule]) => rule!);
    expect(rules.length).toBeGreaterThan(130);
    for (const label of ['label', 'labelEn'] as const)
      expect(new Set(rules.map((rule) => rule[label])).size).toBe(rules.length);
    for (const { key, label } of rules) expect(law.ruleLabel(key)).toBe(label);
  });

  it('says in both languages what it is counted from, and nothing where it is counted from nothing', () => {
    const rules = [...law.rules.values()].flat();
    const labelsOf = (event: string) => {
      const { startEventLabel, startEventLabelEn } = rules.find(({ startEvent }) => startEvent === event)!;
      return [startEventLabel, startEventLabelEn];
    };
    expect(labelsOf('complaint_received')).toEqual(['ngày nhận được khiếu nại', 'the day the complaint was received']);
    expect(labelsOf('-')).toEqual([null, null]);
    for (const { startEvent, startEventLabel } of rules)
      if (startEvent !== '-') expect(startEventLabel).not.toMatch(/_|\b(received|issued|AND|OR)\b/);
  });

  it('is read from every line of the table', () => {
    const lines = readFileSync('libs/law/data/rules.psv', 'utf8').trim().split('\n').slice(1);
    expect([...law.rules.values()].flat()).toHaveLength(lines.length);
  });
});
