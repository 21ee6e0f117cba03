import type { Principal } from '@tiepdan/access';
import type { Answer } from '@tiepdan/service-world';
import type { Report } from '../reports/report';
import type { World } from './reporting.world';

/** Asks the graph of a world as an officer would. */

const REPORT = `query ($input: ReportInput!) { report(input: $input) {
  ... on Report { form ruleSet title from to knownAt appliedThrough hash
    columns { number path unit formula evidence } rows { agency { id } label cells { column value } } checks { formula holds detail } }
  ... on ReportRefused { code message messageEn field } } }`;
const ITEMS = `query ($input: ReportInput!, $agency: ID, $column: String!, $first: Int, $after: String) {
  reportItems(input: $input, agency: $agency, column: $column, first: $first, after: $after) {
    totalAmount pageInfo { hasNextPage endCursor }
    nodes { amount effectiveOn case { id } visit { id } petition { id } } } }`;

type Stub = { readonly id: string } | null;
export interface Items {
  readonly totalAmount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { amount: number; effectiveOn: string; case: Stub; visit: Stub; petition: Stub }[];
}

export const form = '01/TCD';
export const year = { form, from: '2025-12-15', to: '2026-12-14' };
export const quarter = { form, from: '2026-03-15', to: '2026-06-14' };

/** Values by column of one row, the totals unless told. */
export const figures = ({ rows }: Report, label = 'TỔNG CỘNG') =>
  Object.fromEntries(rows.find((row) => row.label === label)!.cells.map(({ column, value }) => [column, value]));

export function callerOn(world: World) {
  const ask = (source: string, variables: object, as: string | Principal): Promise<Answer> =>
    world.ask(source, { variables, as: typeof as === 'string' ? { roles: [as] } : as });
  const answered = ({ data, errors }: Answer) => {
    if (errors) throw new Error(errors[0].message);
    return data;
  };
  const errorOf = async (asked: Promise<Answer>): Promise<string | undefined> => {
    const [error] = (await asked).errors ?? [];
    return error && (error.extensions?.code ?? error.message);
  };
  const report = async (input: object): Promise<Report> => answered(await ask(REPORT, { input }, 'head')).report;
  const items = async (variables: object, as: string | Principal = 'inspector'): Promise<Items> =>
    answered(await ask(ITEMS, variables, as)).reportItems;

  return {
    report,
    items,
    /** All pages in one. */
    async allItems(variables: object): Promise<Items> {
      const first = await items({ ...variables, first: 100 });
      const nodes = [...first.nodes];
      for (let { pageInfo } = first; pageInfo.hasNextPage;) {
        const next = await items({ ...variables, first: 100, after: pageInfo.endCursor });
        nodes.push(...next.nodes);
        pageInfo = next.pageInfo;
      }
      return { ...first, nodes };
    },
    /** Code of the error, or undefined when there is none. */
    reportError: (input: object, role = 'head') => errorOf(ask(REPORT, { input }, role)),
    itemsError: (variables: object, role = 'head') => errorOf(ask(ITEMS, variables, role)),
  };
}
export type Caller = ReturnType<typeof callerOn>;
