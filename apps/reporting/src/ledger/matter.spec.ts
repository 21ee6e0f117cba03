import { addDays, toDay, type Day } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { loadReportLaw, reportingMonth } from '@tiepdan/report-forms';
import type { HeardRules } from './heard-book';
import {
  changesSince,
  knownBy,
  matterBook,
  type Hearing,
  type Link,
  type MatterChange,
  type MatterFacts,
} from './matter';

const law = { ...loadLaw('libs/law/data'), ...loadReportLaw('libs/law/data') };
const rules: HeardRules = {
  heardPrecedence: ['HEAD', 'AUTHORISED', 'REGULAR'],
  monthOf: (day) => reportingMonth(law, day),
};
const hearing = (petitionNo: number, day: string, told: Partial<Hearing> = {}): Hearing => ({
  petitionNo,
  visitNo: 1_000 + petitionNo,
  agencyNo: 1,
  mode: 'REGULAR',
  day: toDay(day),
  recordedOn: toDay(day),
  ...told,
});
const link = (petitionNo: number, duplicateOfNo: number | null, recordedOn: string, version = 2): Link => ({
  petitionNo,
  duplicateOfNo,
  version,
  recordedOn: toDay(recordedOn),
});
const standing = (facts: MatterFacts) => [...new Set(matterBook(rules, facts).map(({ petitionNo }) => petitionNo))];

describe('a matter', () => {
  it('is one with all petitions that repeat it, over any number of steps', () => {
    const hearings = [hearing(1, '2026-02-03'), hearing(2, '2026-02-04'), hearing(3, '2026-02-05')];
    expect(standing({ hearings, links: [link(3, 2, '2026-02-05'), link(2, 1, '2026-02-05')] })).toEqual([1]);
  });
  it('is one when petitions repeat each other in a circle', () => {
    const hearings = [hearing(4, '2026-02-03'), hearing(5, '2026-02-04')];
    expect(standing({ hearings, links: [link(4, 5, '2026-02-05'), link(5, 4, '2026-02-05')] })).toEqual([4]);
  });
  it('is two again when a petition is found to repeat none after all', () => {
    const hearings = [hearing(1, '2026-02-03'), hearing(2, '2026-02-04')];
    expect(standing({ hearings, links: [link(2, 1, '2026-02-05'), link(2, null, '2026-02-06', 3)] })).toEqual([1, 2]);
  });
  it('is counted by each agency that hears it', () => {
    const hearings = [hearing(1, '2026-02-03'), hearing(1, '2026-02-04', { agencyNo: 2, visitNo: 9 })];
    expect(matterBook(rules, { hearings, links: [] }).map(({ agencyNo }) => agencyNo)).toEqual([1, 2]);
  });
});

describe('what is posted', () => {
  const nothing: MatterFacts = { hearings: [], links: [] };

  it('is the difference when a duplicate joins: its own entry is taken back', () => {
    const before = { hearings: [hearing(1, '2026-02-03'), hearing(2, '2026-02-04')], links: [] };
    const after = { ...before, links: [link(2, 1, '2026-02-10')] };
    expect(changesSince(rules, before, after, toDay('2026-02-10'))).toMatchObject([
      { petitionNo: 2, day: '2026-02-04', change: -1, recordedOn: '2026-02-10', windows: 7 },
    ]);
  });

  it('says on which day each line became known when a fact comes after later ones', () => {
    const later = hearing(1, '2026-02-05', { visitNo: 8 });
    const earlier = hearing(1, '2026-02-03', { visitNo: 9 });
    const before = { hearings: [later], links: [] };
    const changes = changesSince(rules, before, { hearings: [later, earlier], links: [] }, earlier.recordedOn);
    expect(changes).toMatchObject([
      { day: '2026-02-03', change: 1, recordedOn: '2026-02-03' },
      { day: '2026-02-05', change: -1, recordedOn: '2026-02-05' },
    ]);
  });

  it('sums to the book as known on every day, in whatever order facts arrive', () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
    let state = seed;
    const below = (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const start = toDay('2026-01-20');
    for (let round = 0; round < 60; round++) {
      const facts = Array.from({ length: 1 + below(9) }, (_, index): Partial<MatterFacts> => {
        const day = addDays(start, below(60));
        const recordedOn = addDays(day, below(3) === 0 ? below(40) : 0);
        if (below(3) === 0) return { links: [link(below(4), below(5) === 0 ? null : below(4), recordedOn, index)] };
        const told = { visitNo: index, mode: rules.heardPrecedence[below(3)]!, agencyNo: below(2), recordedOn };
        return { hearings: [hearing(below(4), day, told)] };
      });
      let known = nothing;
      const posted: MatterChange[] = [];
      for (const more of facts.toSorted(() => below(3) - 1)) {
        const after = {
          hearings: [...known.hearings, ...(more.hearings ?? [])],
          links: [...known.links, ...(more.links ?? [])],
        };
        const since = (more.hearings?.[0] ?? more.links?.[0])!.recordedOn;
        posted.push(...changesSince(rules, known, after, since));
        known = after;
      }
      for (const day of new Set([...known.hearings, ...known.links].map(({ recordedOn }) => recordedOn)))
        expect({ seed, round, day, net: netOf(posted.filter(({ recordedOn }) => recordedOn <= day)) }).toEqual({
          seed,
          round,
          day,
          net: netOf(matterBook(rules, knownBy(known, day)).map((line) => ({ ...line, change: line.amount }))),
        });
    }
  });
});

type Signed = Omit<MatterChange, 'recordedOn' | 'amount'> & { readonly day: Day };

function netOf(lines: readonly Signed[]): Record<string, number> {
  const net: Record<string, number> = {};
  for (const { agencyNo, petitionNo, day, mode, windows, change } of lines) {
    const key = [agencyNo, petitionNo, day, mode, windows].join('/');
    net[key] = (net[key] ?? 0) + change;
  }
  return Object.fromEntries(
    Object.entries(net)
      .filter(([, amount]) => amount !== 0)
      .sort(),
  );
}
