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

const starts = ['petition-received', 'case-accepted', 'acceptance-to-notify'] as const;
const ends = [
  'petition-classified',
  'case-accepted',
  'acceptance-refused',
  'acceptance-notified',
  'case-transferred',
  'case-decided',
] as const;
export type TimerStart = (typeof starts)[number];
export type TimerEnd = (typeof ends)[number];

/** Which rule starts at which event, for which petitions, and which event meets it. */
export interface Timer extends Validity {
  readonly event: TimerStart;
  readonly kinds: readonly string[];
  /** Settlements it is for: `1`, `2`, or `*`. */
  readonly instances: readonly string[];
  readonly channels: readonly string[];
  readonly complexities: readonly string[];
  readonly remoteArea: readonly string[];
  readonly rule: string;
  readonly metBy: readonly string[];
}

export interface TimerQuestion {
  readonly event: TimerStart;
  readonly kind: PetitionKind;
  /** 1 first settlement, 2 second; 1 unless told. */
  readonly instance?: number;
  /** How the petition came in; asked for at `petition-received`. */
  readonly channel?: string;
  /** NORMAL unless determined in writing. */
  readonly complexity?: Complexity | null;
  /** No unless determined. */
  readonly remoteArea?: boolean | null;
  /** The day of the event. */
  readonly on: Day;
}

const timerColumns = [
  ...(['event', 'kinds', 'instances', 'channels', 'complexities', 'remote_area', 'rule', 'met_by'] as const),
  ...(['valid_from', 'valid_to', 'legal_basis', 'evidence'] as const),
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
      metBy,
    };
  });
}

/** Keys of the rules whose clock starts with an event; a rule not in force on that day starts none. */
export function timersStartedBy(
  law: Law,
  { event, kind, instance = 1, channel, complexity, remoteArea, on }: TimerQuestion,
): readonly string[] {
  return law.timers
    .filter((timer) => timer.event === event && isInForce(timer, on))
    .filter((timer) => cellMatches(timer.kinds, kind) && cellMatches(timer.instances, String(instance)))
    .filter((timer) => cellMatches(timer.channels, channel))
    .filter(
      (timer) =>
        cellMatches(timer.complexities, complexity ?? 'NORMAL') &&
        cellMatches(timer.remoteArea, remoteArea ? 'yes' : 'no'),
    )
    .map(({ rule }) => rule)
    .filter((rule) => law.rules.get(rule)?.some((version) => isInForce(version, on)));
}

/** Keys of the rules whose duty an event fulfils, whenever their clock started. */
export function timersMetBy(law: Law, { event, kind }: { event: TimerEnd; kind: PetitionKind }): readonly string[] {
  const met = law.timers.filter((timer) => timer.metBy.includes(event) && cellMatches(timer.kinds, kind));
  return [...new Set(met.map(({ rule }) => rule))];
}
