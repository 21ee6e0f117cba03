import fc from 'fast-check';
import { addDays, isInForce, toDay, type Day } from '@tiepdan/dated-table';
import { calendarOf, type CalendarDay } from '@tiepdan/working-calendar';
import { loadLaw, type Law, type Rule } from '@tiepdan/law';
import { computeDeadline, dueDay } from './deadline';
import type { DeadlineQuestion, Pause } from './deadline-question';
import { naiveDueDay } from './testing';

const law = loadLaw('libs/law/data');
const FIRST = toDay('2024-03-01');
const LAST = toDay('2028-10-31');
/** The calendar ends with 2030: of a rule that runs for five years no start day leaves room. */
const dated = [...law.rules.values()]
  .flat()
  .filter(({ counting }) => counting !== null && !(counting.unit === 'YEAR' && counting.count > 1));
const inDays = dated.filter(({ counting, backwards }) => counting!.unit.endsWith('_DAY') && !backwards);
const pausable = (rule: Rule) => law.clockChanges.pauses.filter(({ rules }) => rules.includes(rule.key));
const extendable = (rule: Rule) => law.clockChanges.extensions.some((extension) => extension.rule === rule.key);

const dayArbitrary = (from: Day, to: Day) =>
  fc
    .integer({ min: 0, max: Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)) })
    .map((days) => addDays(from, days));
const later = (one: Day, other: Day | undefined | null): Day => (other && one < other ? other : one);
const earlier = (one: Day, other: Day | undefined | null): Day => (other && other < one ? other : one);

type Case = Omit<DeadlineQuestion, 'law'> & {
  readonly rule: Rule;
  readonly pauses: readonly Pause[];
  readonly extensions: number;
};

/** Any rule with a date, a day on which it is in force, and whatever may happen to its clock. */
const caseOf = (rules: readonly Rule[]): fc.Arbitrary<Case> =>
  fc.constantFrom(...rules.filter((rule) => rule.validTo === null || rule.validTo >= FIRST)).chain((rule) => {
    const startedOn = dayArbitrary(later(FIRST, rule.validFrom), earlier(LAST, rule.validTo));
    return startedOn.chain((start) => {
      const first = pausable(rule).map(({ validFrom }) => later(start, validFrom))[0];
      const pause = fc
        .record({ after: fc.integer({ min: 0, max: 70 }), length: fc.integer({ min: 0, max: 40 }) })
        .map(({ after, length }): Pause => {
          const from = addDays(first!, after);
          return { from, to: length === 0 ? null : addDays(from, length) };
        });
      return fc.record({
        rule: fc.constant(rule),
        ruleKey: fc.constant(rule.key),
        startedOn: fc.constant(start),
        pauses: first === undefined ? fc.constant([]) : fc.array(pause, { maxLength: 4 }),
        extensions: extendable(rule) ? fc.integer({ min: 0, max: 2 }) : fc.constant(0),
      });
    });
  });

const anyForward = caseOf(dated.filter(({ backwards }) => !backwards));
const anyPausable = caseOf(dated.filter((rule) => pausable(rule).length > 0));
const due = (asked: Omit<DeadlineQuestion, 'law'>, under: Law = law): Day => dueDay({ law: under, ...asked });
const holds = <Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>, numRuns = 2_000) =>
  fc.assert(property, { numRuns, seed: process.env.TEST_SEED ? Number(process.env.TEST_SEED) : undefined });

const rest: CalendarDay = {
  kind: 'holiday',
  name: 'Nghỉ',
  document: 'x',
  expected: false,
  works: false,
  evidence: 'CONFIRMED',
};
const withRestOn = (day: Day): Law => ({
  ...law,
  calendar: calendarOf(law.calendar.years, new Map([...law.calendar.days, [day, rest]])),
});
const withCount = (rule: Rule, count: number): Law => ({
  ...law,
  rules: new Map([...law.rules, [rule.key, [{ ...rule, counting: { ...rule.counting!, count } }]]]),
});

describe('a due day, for any rule, day and inputs,', () => {
  it('never comes before the day of the start event; of a rule that counts backwards, never after it', () => {
    holds(
      fc.property(caseOf(dated), (asked) => {
        const dueOn = due(asked);
        return asked.rule.backwards ? dueOn < asked.startedOn : dueOn >= asked.startedOn;
      }),
    );
  });

  it('never comes earlier for a longer period or one more extension', () => {
    holds(
      fc.property(caseOf(inDays), fc.integer({ min: 1, max: 20 }), (asked, more) => {
        const { count } = asked.rule.counting!;
        const oneMore =
          asked.extensions < 2 && extendable(asked.rule) ? due({ ...asked, extensions: asked.extensions + 1 }) : null;
        return (
          due(asked) <= due(asked, withCount(asked.rule, count + more)) && (oneMore === null || due(asked) < oneMore)
        );
      }),
    );
  });

  it('is never brought forward by one more holiday', () => {
    holds(
      fc.property(
        anyForward,
        fc.integer({ min: -5, max: 60 }),
        (asked, after) => due(asked) <= due(asked, withRestOn(addDays(asked.startedOn, after))),
      ),
      400,
    );
  });

  it('is only ever put off by a pause', () => {
    holds(
      fc.property(
        anyPausable,
        (asked) =>
          due({ ...asked, pauses: [] }) <= due(asked) && due({ ...asked, pauses: asked.pauses.slice(1) }) <= due(asked),
      ),
    );
  });

  it('is the same when a pause is told as two that touch', () => {
    holds(
      fc.property(anyPausable, fc.nat(40), (asked, at) => {
        const split = asked.pauses.flatMap((pause) => {
          const middle = addDays(pause.from, at);
          return pause.to !== null && pause.from < middle && middle < pause.to
            ? [
                { from: pause.from, to: middle },
                { from: middle, to: pause.to },
              ]
            : [pause];
        });
        expect(computeDeadline({ law, ...asked, pauses: split })).toEqual(computeDeadline({ law, ...asked }));
      }),
    );
  });

  it('is the same, with the same explanation, in whatever order its inputs are told', () => {
    holds(
      fc.property(
        anyPausable.chain((asked) =>
          fc.tuple(fc.constant(asked), fc.shuffledSubarray([...asked.pauses], { minLength: asked.pauses.length })),
        ),
        ([asked, pauses]) => {
          expect(computeDeadline({ law, ...asked, pauses })).toEqual(computeDeadline({ law, ...asked }));
        },
      ),
    );
  });

  it('is found again by a naive count from day to day, 10,000 times', () => {
    holds(
      fc.property(caseOf(dated), (asked) => {
        const { unit, count } = asked.rule.counting!;
        const works = (day: string) =>
          law.calendar.days.get(day as Day)?.works ?? ![0, 6].includes(new Date(day).getUTCDay());
        const { backwards } = asked.rule;
        expect(due(asked)).toBe(
          naiveDueDay({
            unit,
            count,
            backwards,
            startedOn: asked.startedOn,
            pauses: asked.pauses,
            extended: 30 * asked.extensions,
            works,
          }),
        );
      }),
      10_000,
    );
  });
});

describe('an explanation, for any rule, day and inputs,', () => {
  it('names every day from start to due once, and whoever reads nothing else finds the same due day', () => {
    holds(
      fc.property(caseOf(dated), (asked) => {
        const { steps, count, unit, dueOn, startedOn } = computeDeadline({ law, ...asked });
        expect(due(asked)).toBe(dueOn);
        const named = steps.flatMap(({ from, to, days }) => {
          const span = Array.from({ length: days }, (_, index) => addDays(from, index));
          expect(span.at(-1)).toBe(to);
          return span;
        });
        expect(named).toEqual(Array.from({ length: named.length }, (_, index) => addDays(named[0]!, index)));
        expect([named[0], named.at(-1)].sort()).toEqual([startedOn, dueOn].sort());
        const counted = steps
          .filter(({ kind }) => kind === 'COUNTED' || kind === 'EXTENDED')
          .reduce((sum, { days }) => sum + days, 0);
        if (count > 0 && unit.endsWith('_DAY')) expect(counted + 1).toBe(count + 30 * asked.extensions);
      }),
      4_000,
    );
  });

  it('holds of each rule only versions that were in force on the day of its start event', () => {
    holds(
      fc.property(caseOf(dated), (asked) => {
        const { ruleVersion } = computeDeadline({ law, ...asked });
        const version = law.rules.get(asked.ruleKey)!.find(({ validFrom }) => ruleVersion.endsWith(`@${validFrom}`))!;
        return isInForce(version, asked.startedOn);
      }),
      500,
    );
  });
});
