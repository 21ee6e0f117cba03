import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { AccessBook } from '@tiepdan/access';
import { Refusal } from '@tiepdan/refusal';
import { badInput, connection, page, type SubgraphContext } from '@tiepdan/subgraph';
import { compileReport, type ReportRules } from './compile-report';
import { ReportInputType, ReportItemConnection, reportResult } from './report.graphql';
import { findReportItems, itemKeys, itemPlace, type ItemBooks } from './report-items';

export interface ReportDependencies {
  readonly rules: ReportRules;
  readonly books: ItemBooks;
  /** How bodies and officers stand to each other: what each caller may do is judged by it. */
  readonly standing: AccessBook;
  now(): Date;
}

@Resolver()
export class ReportResolver {
  constructor(private readonly dependencies: ReportDependencies) {}

  @Query(() => reportResult.Result, { description: 'A statutory form, filled from the books.' })
  async report(
    @Arg('input', () => ReportInputType, { description: 'Which form, of whom, for which days.' })
    input: ReportInputType,
    @Ctx() context: SubgraphContext,
  ) {
    const { rules, books, standing, now } = this.dependencies;
    // Figures of every unit are for every officer; what stands behind them is not.
    (await context.access(standing)).reach('readReport');
    return compileReport(rules, books, input, now()).catch((error: unknown) => {
      if (error instanceof Refusal) return { __typename: 'ReportRefused', ...error.details };
      throw error;
    });
  }

  @Query(() => ReportItemConnection, { description: 'What stands behind one figure of a form.' })
  async reportItems(
    @Arg('input', () => ReportInputType, { description: 'The form as it was asked for.' }) input: ReportInputType,
    @Arg('agency', () => ID, {
      nullable: true,
      description: 'Unit of the row; the unit of `input`, or all, unless told.',
    })
    agency: string | null | undefined,
    @Arg('column', () => String, { description: 'Number of the column.' }) column: string,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last item of the page before.' })
    after: string | null | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<ReportItemConnection> {
    const { rules, books, standing, now } = this.dependencies;
    const reach = (await context.access(standing)).reach('readReportItems');
    const asked = page(first, after);
    const place = asked.after && itemPlace(asked.after);
    if (asked.after && !place) throw badInput('"after" is not a cursor of this list.');
    const question = { input: { ...input, agency: agency ?? input.agency, column }, reach };
    const { items, totalAmount } = await findReportItems(rules, books, question, now(), {
      after: place,
      limit: asked.size + 1,
    }).catch(orError);
    return { ...connection(items, asked, itemKeys), totalAmount };
  }
}

/** The promised answer of a list has no place for a refusal, so it becomes an error with the refusal's code. */
function orError(error: unknown): never {
  if (error instanceof Refusal)
    throw new GraphQLError(error.details.message, { extensions: { code: error.details.code } });
  throw error;
}
