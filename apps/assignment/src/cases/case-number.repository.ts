import type { Queryable } from '@tiepdan/database';

/** Draws the next numbers of several series at once; they stay without gap, because a roll-back gives them back. */
export async function drawNumbers(client: Queryable, series: readonly string[]): Promise<string[]> {
  const counts = Map.groupBy(series, (name) => name);
  const names = [...counts.keys()].sort();
  const { rows } = await client.query<{ series: string; last: number }>({
    name: 'draw-case-numbers',
    text: `insert into number_counter (series, last) select * from unnest($1::text[], $2::int[])
           on conflict (series) do update set last = number_counter.last + excluded.last
           returning series, last`,
    values: [names, names.map((name) => counts.get(name)!.length)],
  });
  const next = new Map(rows.map(({ series: name, last }) => [name, last - counts.get(name)!.length + 1]));
  return series.map((name) => {
    const number = next.get(name)!;
    next.set(name, number + 1);
    return `${name}-${String(number).padStart(6, '0')}`;
  });
}
