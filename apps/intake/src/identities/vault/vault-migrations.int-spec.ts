import { migrate } from '@tiepdan/database';
import { upgradedAgainstNew } from '@tiepdan/testkit';
import { vaultDatabase } from './vault-database';

it('the migrations of the vault bring one of November 2026 to what a new one is, and lose no row of it', async () => {
  const before = 'apps/intake/src/identities/vault/testing/2026-11-27.sql';
  expect(await upgradedAgainstNew((url) => migrate(vaultDatabase(url)), before)).toEqual([]);
});
