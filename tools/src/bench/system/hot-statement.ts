import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { graphql, type GraphQLSchema } from 'graphql';
import { bodyTree } from '@tiepdan/access';
import { loadLaw } from '@tiepdan/law';
import { keeperOf } from '@tiepdan/sealing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { inWorkspace } from '../../workspace';
import { aPetition, receivePetition } from './receive-petition-input';

export interface HotStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The very statement intake sends for a received petition, with its values: taken from intake's own code in this
 * process, whose connection notes the statement instead of sending it.
 */
export async function hotStatementFor(agencyId: string): Promise<HotStatement> {
  const file = pathToFileURL(inWorkspace('apps', 'intake', 'src', 'subgraph.ts')).href;
  const { intakeSubgraph } = (await import(file)) as {
    intakeSubgraph(dependencies: object): Promise<{ schema: GraphQLSchema }>;
  };
  let noted: HotStatement | undefined;
  const query = (statement: HotStatement) => {
    noted ??= statement;
    return Promise.reject(new Error('noted'));
  };
  const law = loadLaw('libs/law/data');
  const { schema } = await intakeSubgraph({
    pool: { query },
    law,
    keeper: keeperOf({ writing: 'bench', index: 'aa'.repeat(32), keys: { bench: 'bb'.repeat(32) } }),
    // Nobody above anybody: who asks is of the agency they ask for.
    standing: { today: () => Promise.resolve({ tree: bodyTree([]), headsOf: () => [], bodiesOf: () => [] }) },
    now: () => new Date(),
    newId: () => randomUUID(),
    wakeRelay: () => undefined,
  });
  const contextValue = new SubgraphContext({ id: 'bench', agencyId, roles: ['receptionist'] }, 'bench');
  await graphql({ schema, source: receivePetition, contextValue, variableValues: aPetition(agencyId) });
  if (!noted) throw new Error('Intake sent no statement for a received petition.');
  return noted;
}
