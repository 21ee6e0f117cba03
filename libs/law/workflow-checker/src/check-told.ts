import { isInForce, type Day } from '@tiepdan/dated-table';
import { rowsOn, type FormCatalogue, type Machine } from '@tiepdan/workflow';
import { statesReachedBy } from './check-shape';
import type { Finding } from './finding';

/**
 * Whoever the form of a document is addressed to must be told by the step that makes it, or be told by one that may follow:
 * a decision is issued first and sent then.
 */
export function checkAddressees(machine: Machine, on: Day, forms: FormCatalogue): readonly Finding[] {
  return machine.kinds.flatMap((kind) => {
    const rows = rowsOn(machine, on, kind);
    return rows.flatMap((row): Finding[] => {
      const after = statesReachedBy(rows, row);
      const next = rows.filter(({ from }) => from.some((state) => after.includes(state)));
      const told = new Set([row, ...next].flatMap((step) => step.told));
      return row.documents
        .flatMap((code) => forms.get(code)?.filter((version) => isInForce(version, on)) ?? [])
        .flatMap(({ code, addressedTo }) =>
          addressedTo
            .filter((names) => !names.some((name) => told.has(name)))
            .map((names) => ({
              kind: 'NOBODY_TOLD',
              at: row.at,
              problem: `${row.action}: ${code} is addressed to ${names.join(' or ')}`,
            })),
        );
    });
  });
}
