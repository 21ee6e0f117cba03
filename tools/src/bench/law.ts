import { computeDeadline, dueDay } from '@tiepdan/deadline';
import { naiveDueDay, type NaiveQuestion } from '@tiepdan/deadline/testing';
import { addDays, type Day } from '@tiepdan/dated-table';
import { isWorkingDay } from '@tiepdan/working-calendar';
import { loadLaw, pauseRuleFor, type Law, type Rule } from '@tiepdan/law';
import type { BenchOptions, BenchPart } from './bench-part';
import { MEASURED_CORE, pinThisProcess } from './measuring/pin';
import { rounded, spreadOf, type Spread } from './measuring/spread';

const FULL = { rounds: 15, runMs: 400, warmUpMs: 1_000 };
const QUICK = { rounds: 3, runMs: 100, warmUpMs: 100 };
const QUESTIONS = 4_000;
const WANTED_PER_SECOND = 100_000;
const SEED = 20_260_701;

/**
 * Due days a second on one core: with the whole explanation, alone, and found by a loop that looks at one day after the
 * other; all three over the same questions, in turns.
 */
export const lawBench: BenchPart = { name: 'law', run: (options) => Promise.resolve(benchLaw(options)) };

interface Question {
  readonly asked: Parameters<typeof dueDay>[0];
  readonly naive: NaiveQuestion;
}

function benchLaw({ isQuick }: BenchOptions): object {
  const questions = randomQuestions(loadLaw('libs/law/data'));
  checkThatAllAgree(questions);
  const { rounds, runMs, warmUpMs } = isQuick ? QUICK : FULL;
  const isPinned = pinThisProcess(MEASURED_CORE);
  const contenders = {
    explained: ({ asked }: Question) => computeDeadline(asked).dueOn,
    dueDayAlone: ({ asked }: Question) => dueDay(asked),
    naiveLoop: ({ naive }: Question) => naiveDueDay(naive),
  };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  const rates = { explained: [] as number[], dueDayAlone: [] as number[], naiveLoop: [] as number[] };
  for (const name of names) perSecond(questions, contenders[name], warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    // Whoever runs later finds a warmer machine: take turns at that too.
    for (const name of round % 2 === 0 ? names : names.toReversed())
      rates[name].push(perSecond(questions, contenders[name], runMs));
  }
  const [explained, dueDayAlone, naiveLoop] = names.map((name) => spreadOf(rates[name])) as [Spread, Spread, Spread];
  return {
    unit: 'due days a second, one core',
    questions: questions.length,
    withPauses: questions.filter(({ naive }) => naive.pauses.length > 0).length,
    withExtensions: questions.filter(({ naive }) => naive.extended > 0).length,
    rounds,
    isPinned,
    explained,
    dueDayAlone,
    naiveLoop,
    explainedToNaive: ratio(rates.explained, rates.naiveLoop),
    aloneToNaive: ratio(rates.dueDayAlone, rates.naiveLoop),
    wanted: {
      perSecond: WANTED_PER_SECOND,
      isMet: explained.median >= WANTED_PER_SECOND,
      share: rounded(explained.median / WANTED_PER_SECOND),
    },
  };
}

/** Round by round, since what stands next to each other met the same machine. */
const ratio = (some: readonly number[], others: readonly number[]): Spread =>
  spreadOf(some.map((rate, round) => rate / others[round]!));

/** What is thrown away unseen may be computed away: the lengths are added up and looked at. */
let seen = 0;

function perSecond(questions: readonly Question[], answer: (question: Question) => string, durationMs: number): number {
  const begin = performance.now();
  let answers = 0;
  let elapsed = 0;
  while (elapsed < durationMs) {
    for (const question of questions) seen += answer(question).length;
    answers += questions.length;
    elapsed = performance.now() - begin;
  }
  if (seen === 0) throw new Error('Nothing was computed.');
  return (answers / elapsed) * 1_000;
}

function checkThatAllAgree(questions: readonly Question[]): void {
  for (const { asked, naive } of questions) {
    const days = [computeDeadline(asked).dueOn, dueDay(asked), naiveDueDay(naive)];
    if (new Set(days).size > 1)
      throw new Error(`${asked.ruleKey} from ${asked.startedOn}: the answers differ: ${days.join(', ')}.`);
  }
}

/** The same in every run: rules with a date, days of the decided years, and what the law lets happen to such a clock. */
function randomQuestions(law: Law): Question[] {
  const random = randomNumbers(SEED);
  const dated = [...law.rules.values()].flatMap((versions) => versions.filter(({ counting }) => counting !== null));
  const questions: Question[] = [];
  while (questions.length < QUESTIONS) {
    const rule = dated[random(dated.length)]!;
    const startedOn = addDays('2025-01-01' as Day, random(730));
    if (startedOn < rule.validFrom || (rule.validTo !== null && rule.validTo < startedOn)) continue;
    const question = questionOf(law, rule, startedOn, random);
    if (hasAnswer(question)) questions.push(question);
  }
  return questions;
}

function questionOf(law: Law, rule: Rule, startedOn: Day, random: (below: number) => number): Question {
  const pauses: { from: Day; to: Day }[] = [];
  for (let from = addDays(startedOn, 1 + random(20)); pauses.length < 3; from = addDays(from, 10 + random(20))) {
    if (pauseRuleFor(law.clockChanges, rule.key, from) === undefined || random(2) === 0) break;
    pauses.push({ from, to: addDays(from, 1 + random(9)) });
  }
  const extending = law.clockChanges.extensions.filter((extension) => extension.rule === rule.key);
  const extensions = extending.length > 0 ? random(3) : 0;
  const each = law.rules.get(extending[0]?.eachRule ?? '')?.at(-1)?.counting?.count ?? 0;
  return {
    asked: { law, ruleKey: rule.key, startedOn, pauses, extensions },
    naive: {
      ...rule.counting!,
      backwards: rule.backwards,
      startedOn,
      pauses,
      extended: extensions * each,
      works: (day) => isWorkingDay(law.calendar, day as Day),
    },
  };
}

/** A period of years may end outside the known calendar. */
function hasAnswer({ asked }: Question): boolean {
  try {
    return dueDay(asked) !== undefined;
  } catch {
    return false;
  }
}

/** Numbers below a bound, the same row for the same seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
