import { migrate } from '@tiepdan/database';
import { runMigration } from '@tiepdan/service-runtime';
import { vaultDatabase } from '../identities/vault/vault-database';
import { intakeDatabase } from './database';

runMigration('intake', async (url) => {
  const vaultUrl = process.env['VAULT_DATABASE_URL'];
  if (!vaultUrl) throw new Error('VAULT_DATABASE_URL names no database for the vault.');
  await Promise.all([migrate(intakeDatabase(url)), migrate(vaultDatabase(vaultUrl))]);
});
