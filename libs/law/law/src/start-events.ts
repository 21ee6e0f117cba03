import { readTableFile, tableFault, type Row } from '@tiepdan/dated-table';
import type { Rule } from './rules';

const columns = ['start_event', 'label_vi', 'label_en'] as const;
const NO_EVENT = '-';

/** What the start events of rules are called, by their text in the table of rules. */
export type StartEvents = ReadonlyMap<string, Row<(typeof columns)[number]>>;

/** @throws Error naming file and line: an event that stands twice or lacks a label */
export function loadStartEvents(directory: string): StartEvents {
  const events = new Map<string, Row<(typeof columns)[number]>>();
  for (const row of readTableFile(directory, 'start-events.psv', columns)) {
    if (row.label_vi === '' || row.label_en === '') throw tableFault(row, 'a label is missing');
    if (events.has(row.start_event)) throw tableFault(row, `duplicate label for ${row.start_event}`);
    events.set(row.start_event, row);
  }
  return events;
}

export function startEventLabels(
  events: StartEvents,
  startEvent: string,
): Pick<Rule, 'startEventLabel' | 'startEventLabelEn'> {
  if (startEvent === NO_EVENT) return { startEventLabel: null, startEventLabelEn: null };
  const named = events.get(startEvent);
  return { startEventLabel: named?.label_vi ?? startEvent, startEventLabelEn: named?.label_en ?? startEvent };
}

/** @throws Error naming file and line: a rule whose start event has no label, a label for an event no rule starts at */
export function checkStartEvents(directory: string, rules: readonly Rule[]): void {
  const events = loadStartEvents(directory);
  for (const rule of rules)
    if (rule.startEvent !== NO_EVENT && !events.has(rule.startEvent))
      throw tableFault(rule, `start event "${rule.startEvent}" has no label`);
  const used = new Set(rules.map(({ startEvent }) => startEvent));
  for (const row of events.values())
    if (!used.has(row.start_event)) throw tableFault(row, `label for unknown start event "${row.start_event}"`);
}
