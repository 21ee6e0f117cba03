export interface Condition {
  readonly name: string;
  /** With a question mark for each value. */
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * Joins the conditions that have values. Each combination has a name of its own, so that PostgreSQL plans each by itself:
 * one statement for all of them would be planned for none.
 */
export function conditionsOf(all: readonly Condition[]): { name: string; sql: string; values: unknown[] } {
  const asked = all.filter(({ values }) => values.every((value) => value != null));
  let place = 0;
  const sql = asked.map((condition) => condition.sql.replaceAll('?', () => `$${++place}`));
  return {
    name: asked.map(({ name }) => `-${name}`).join(''),
    sql: sql.length > 0 ? sql.join(' and ') : 'true',
    values: asked.flatMap(({ values }) => values),
  };
}
