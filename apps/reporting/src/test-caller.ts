import { graphql, type GraphQLFormattedError } from 'graphql';
import type { Principal } from '@tiepdan/access';
import { openStandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import type { Report } from './reports/report';
import { reportBooks } from './reports/report.repository';
import { reportingSubgraph } from './subgraph';
import { reportRules, type World } from './test-world';

/** For specs only: asks the graph of a world as an officer would, on 20 December 2026. */

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

export async function callerOn(world: World) {
  const now = () => new Date('2026-12-20T03:00:00Z');
  const standing = openStandingBook(world.pool, now);
  const { schema } = await reportingSubgraph({ rules: reportRules, books: reportBooks(world.pool), standing, now });

  const ask = async (source: string, variableValues: Record<string, unknown>, as: string | Principal) => {
    const principal = typeof as === 'string' ? { id: 'officer-1', agencyId: null, roles: [as] } : as;
    const contextValue = new SubgraphContext(principal, 'request-1');
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    return { data: JSON.parse(JSON.stringify(data ?? null)), errors };
  };
  const answered = ({ data, errors }: Awaited<ReturnType<typeof ask>>) => {
    if (errors) throw errors[0]!;
    return data;
  };
  const errorOf = async (asked: ReturnType<typeof ask>): Promise<string | undefined> => {
    const [error] = (await asked).errors ?? [];
    return error?.originalError?.name === 'AccessDenied' ? 'FORBIDDEN' : codeOf(error?.toJSON());
  };
  const report = async (input: object): Promise<Report> => answered(await ask(REPORT, { input }, 'head')).report;
  const items = async (variables: object, as: string | Principal = 'inspector'): Promise<Items> =>
    answered(await ask(ITEMS, { ...variables }, as)).reportItems;

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
    itemsError: (variables: object, role = 'head') => errorOf(ask(ITEMS, { ...variables }, role)),
  };
}
export type Caller = Awaited<ReturnType<typeof callerOn>>;

const codeOf = (error: GraphQLFormattedError | undefined): string | undefined =>
  error && String(error.extensions?.['code']);
