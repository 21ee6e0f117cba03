import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { ReportResolver, type ReportDependencies } from './reports/report.resolver';

export const reportingSubgraph = (dependencies: ReportDependencies) =>
  buildSubgraph<SubgraphContext>({ resolvers: [new ReportResolver(dependencies)] });

/** The schema alone, for printing: nothing behind it is ever called. */
export const printedSchema = async (): Promise<string> =>
  (await reportingSubgraph(undefined as unknown as ReportDependencies)).sdl;
