import { globSync, readFileSync } from 'node:fs';
import { operations } from '@tiepdan/access/all';
import { inWorkspace } from '../workspace';

/**
 * Asked between services alone, of nobody's duty, or by the gateway before it is known what is touched; their own tests send them every
 * kind of caller.
 */
const ELSEWHERE = ['askFreely', 'contactPetitioner', 'readStanding'];

it('every operation of the table is walked through a service, by every role in every relation', () => {
  const walks = globSync('apps/*/src/**/*access*.int-spec.ts', { cwd: inWorkspace() })
    .map((file) => readFileSync(inWorkspace(file), 'utf8'))
    .filter((text) => text.includes('cellsAgainstTheTable') || text.includes('decisionOf'));
  const isWalked = (operation: string) => walks.some((text) => new RegExp(`\\b${operation}\\b`).test(text));
  expect(operations.filter((operation) => !isWalked(operation)).sort()).toEqual(ELSEWHERE);
});
