import { basename, dirname } from 'node:path';
import { filesInBundle } from '../build';
import { services } from '../services';

const TABLES = 'libs/trust/access/src/tables';

it.each(services)('a change of the access table of another service does not build %s anew', async (service) => {
  const tables = (await filesInBundle(service)).filter((file) => dirname(file) === TABLES);
  expect(tables.map((file) => basename(file, '.ts')).sort()).toEqual([service, 'shared'].sort());
});
