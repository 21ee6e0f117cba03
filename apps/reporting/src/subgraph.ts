import { accessBook } from '@tiepdan/access';
import { policy } from '@tiepdan/access/reporting';
import type { StandingBook } from '@tiepdan/standing';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { ReportResolver, type ReportDependencies } from './reports/report.resolver';

export type ReportingDependencies = Omit<ReportDependencies, 'standing'> & { readonly standing: StandingBook };

export const reportingSubgraph = ({ standing, ...rest }: ReportingDependencies) =>
  buildSubgraph<SubgraphContext>({
    resolvers: [new ReportResolver({ ...rest, standing: accessBook(policy, standing) })],
  });
