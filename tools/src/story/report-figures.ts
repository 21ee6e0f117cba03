import type { ReportAnswer } from './operations';

/** A column of a form whose figure changed. */
export interface Movement {
  readonly column: string;
  readonly heading: string;
  readonly before: number;
  readonly after: number;
}

/** What moved in one agency's row between two askings of the same form, in the order of its columns. */
export function movements(before: ReportAnswer, after: ReportAnswer, agencyId: string): Movement[] {
  const [was, is] = [figures(before, agencyId), figures(after, agencyId)];
  return after.columns
    .map(({ number, path }) => ({
      column: number,
      heading: path.join(' › '),
      before: was.get(number) ?? 0,
      after: is.get(number) ?? 0,
    }))
    .filter((column) => column.before !== column.after);
}

function figures({ rows }: ReportAnswer, agencyId: string): Map<string, number> {
  const cells = rows.find(({ agency }) => agency?.id === agencyId)?.cells ?? [];
  return new Map(cells.map(({ column, value }) => [column, value ?? 0]));
}
