export { badInput } from './bad-input';
export {
  buildSubgraph,
  printSubgraph,
  type ReferenceResolver,
  type Subgraph,
  type SubgraphDescription,
} from './build-subgraph';
export { connection, connectionType, page, PAGE_SIZE_MAX, type Connection, type Page } from './connection';
export { SubgraphContext, type BatchLoad, type Look, type Written } from './context';
export { jsonOf, readBody } from './read-body';
export { answerType, mutation, mutationsOf, type MutationResolver } from './mutations';
export { DateScalar, DateTimeScalar } from './scalars';
export { callerOf, serveSubgraph, type Route, type SubgraphOptions, type Hearing } from './serve-subgraph';
export { CodeLabel, enumOf, PageInfo, refusedType, RefusalInterface } from './shared.graphql';
