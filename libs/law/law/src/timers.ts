import {
  type Day,
  kindsCell,
  type Complexity,
  type PetitionKind,
  cellMatches,
  choiceCell,
  listCell,
  readTableFile,
  tableFault,
  isInForce,
  validityOf,
  type Validity,
} from '@tiepdan/dated-table';
import type { Law } from './law';
import type { Rules } from './rules';

const starts = [
  'petition-received',
  'longer-check-needed',
  'outside-competence-found',
  'case-accepted',
  'acceptance-to-notify',
  'decision-issued',
  'decision-sent',
] as const;
const ends = [
  'petition-classified',
  'petition-answered',
  'case-accepted',
  'acceptance-refused',
  'acceptance-notified',
  'case-transferred',
  'case-decided',
  'decision-sent',
  'second-complaint-made',
  'court-action-brought',
  'decision-effective',
] as const;
export type TimerStart = (typeof starts)[number];
export type TimerEnd = (typeof ends)[number];

/** Which rule starts at which event, for which petitions, and which event meets it. */
export interface Timer extends Validity {
  readonly event: TimerStart;
  readonly kinds: readonly string[];
  /** Settlements it is for: numbers as in `TimerQuestion`, or `*`. */
  readonly instances: readonly string[];
  readonly channels: readonly string[];
  readonly complexities: readonly string[];
  readonly remoteArea: readonly string[];
  readonly rule: string;
  /** The day its clock starts: that of the event, or the earlier one on which the petition was received. */
  readonly countsFrom: 'event' | 'receipt';
  readonly metBy: readonly string[];
}

export interface TimerQuestion {
  readonly event: TimerStart;
  readonly kind: PetitionKind;
  /** 1 first settlement, 2 second, 3 and 4 the same of a disciplinary complaint; 1 unless told. */
  readonly instance?: number;
  /** How the petition came in; asked for at `petition-received`. */
  readonly channel?: string;
  /** NORMAL unless determined in writing. */
  readonly complexity?: Complexity | null;
  /** No unless determined. */
  readonly remoteArea?: boolean | null;
  /** The day of the event. */
  readonly on: Day;
  /** The day the petition was received; that of the event unless told. */
  readonly receivedOn?: Day;
}

/** A clock that starts: by which rule, on which day. */
export interface ClockStart {
  readonly rule: string;
  readonly startedOn: Day;
}

const timerColumns = [
  ...(['event', 'kinds', 'instances', 'channels', 'complexities', 'remote_area', 'rule'] as const),
  ...(['counts_from', 'met_by', 'valid_from', 'valid_to', 'legal_basis', 'evidence'] as const),
];

/** @throws Error naming file and line: an unknown event, or a rule that is unknown or has no date */
export function loadTimers(directory: string, rules: Rules): readonly Timer[] {
  return readTableFile(directory, 'timers.psv', timerColumns).map((row) => {
    const metBy = listCell(row.met_by);
    const unknownEnd = metBy.find((end) => !ends.some((known) => known === end));
    if (metBy.length === 0 || unknownEnd !== undefined) throw tableFault(row, `unknown met_by "${unknownEnd ?? ''}"`);
    if (!rules.get(row.rule)?.every(({ counting, backwards }) => counting !== null && !backwards))
      throw tableFault(row, `${row.rule} is no rule with a date`);
    return {
      ...validityOf(row),
      event: choiceCell(row, 'event', starts),
      kinds: kindsCell(row),
      instances: listCell(row.instances),
      channels: listCell(row.channels),
      complexities: listCell(row.complexities),
      remoteArea: listCell(row.remote_area),
      rule: row.rule,
      countsFrom: choiceCell(row, 'counts_from', ['event', 'receipt']),
      metBy,
    };
  });
}

/** The clocks that start with an event; a rule not in force on the day its clock would start has none. */
export function timersStartedBy(
  law: Law,
  { event, kind, instance = 1, channel, complexity, remoteArea, on, receivedOn = on }: TimerQuestion,
): readonly ClockStart[] {
  return law.timers
    .filter((timer) => timer.event === event && isInForce(timer, on))
    .filter((timer) => cellMatches(timer.kinds, kind) && cellMatches(timer.instances, String(instance)))
    .filter((timer) => cellMatches(timer.channels, channel))
    .filter(
      (timer) =>
        cellMatches(timer.complexities, complexity ?? 'NORMAL') &&
        cellMatches(timer.remoteArea, remoteArea ? 'yes' : 'no'),
    )
    .map(({ rule, countsFrom }) => ({ rule, startedOn: countsFrom === 'receipt' ? receivedOn : on }))
    .filter(({ rule, startedOn }) => law.rules.get(rule)?.some((version) => isInForce(version, startedOn)));
}

/** Keys of the rules whose duty an event fulfils, whenever their clock started. */
export function timersMetBy(law: Law, { event, kind }: { event: TimerEnd; kind: PetitionKind }): readonly string[] {
  const met = law.timers.filter((timer) => timer.metBy.includes(event) && cellMatches(timer.kinds, kind));
  return [...new Set(met.map(({ rule }) => rule))];
}
