import { computeDeadline, type ClockInputs, type Pause } from '@tiepdan/deadline';
import { LawError, toDay, type Complexity, type LawErrorCode } from '@tiepdan/dated-table';
import type { Law, PauseGround } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import { isKnownDay } from '@tiepdan/working-calendar';
import type { CaseDeadline } from '../cases/case';

export interface AskedPause {
  readonly from: string;
  readonly to: string;
  readonly ground?: PauseGround | null;
}

/** A deadline asked for without a case. */
export interface AskedDeadline {
  readonly rule: string;
  readonly startedOn: string;
  readonly pauses?: readonly AskedPause[] | null;
  readonly extensions?: number | null;
  readonly complexity?: Complexity | null;
}

/** A running deadline of no case, as a case would keep it. Refuses with the law's own code where the law gives no day. */
export function whatIfDeadline(
  law: Law,
  { rule, startedOn, pauses, extensions, complexity }: AskedDeadline,
): CaseDeadline {
  const inputs = {
    pauses: (pauses ?? []).map(({ from, to, ground }): Pause => ({ from: toDay(from), to: toDay(to), ground })),
    extensions: extensions ?? 0,
    complexity,
  };
  const question = { law, ruleKey: rule, startedOn: toDay(startedOn) };
  try {
    const { dueOn, ruleVersion, calendarVersion } = computeDeadline({ ...question, ...inputs });
    return {
      caseId: '',
      rule,
      startedOn: question.startedOn,
      dueOn,
      status: 'RUNNING',
      metOn: null,
      ruleVersion,
      calendarVersion,
      calendarSequence: law.calendar.sequence,
      inputs,
    };
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    throw new Refusal({ ...error.details, field: fieldOf(error.code, question, inputs) });
  }
}

const fields: Partial<Record<LawErrorCode, keyof AskedDeadline>> = {
  UNKNOWN_RULE: 'rule',
  RULE_HAS_NO_DATE: 'rule',
  RULE_NOT_IN_FORCE: 'startedOn',
  CALENDAR_UNKNOWN: 'startedOn',
  PAUSE_ENDS_BEFORE_IT_BEGINS: 'pauses',
  PAUSE_NOT_ALLOWED: 'pauses',
  EXTENSION_MALFORMED: 'extensions',
  EXTENSION_NOT_ALLOWED: 'extensions',
  EXTENSION_BEYOND_LAW: 'extensions',
};

/** Of several pauses the first that is refused when it stands alone. */
function fieldOf(
  code: LawErrorCode,
  question: Omit<Parameters<typeof computeDeadline>[0], keyof ClockInputs>,
  { pauses }: Required<Pick<ClockInputs, 'pauses'>>,
): string | null {
  // The start may well be known, and only what happened since reach out of the calendar.
  const isStartKnown = code === 'CALENDAR_UNKNOWN' && isKnownDay(question.law.calendar, question.startedOn);
  const field = isStartKnown && pauses.length > 0 ? 'pauses' : (fields[code] ?? null);
  if (field !== 'pauses') return field;
  const index = pauses.findIndex((pause) => {
    try {
      return computeDeadline({ ...question, pauses: [pause] }) === null;
    } catch (error) {
      return error instanceof LawError && error.code === code;
    }
  });
  return index < 0 ? field : `${field}.${index}`;
}
