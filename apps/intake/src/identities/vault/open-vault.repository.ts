import { openDatabase } from '@tiepdan/database';
import { fileKeeper, type KeyKeeper } from '@tiepdan/sealing';
import type { OnStop } from '@tiepdan/service-runtime';
import { checkSealing } from '../../people/sealing-check.repository';
import { vaultDatabase } from './vault-database';
import type { Vault } from './vault.repository';

export interface VaultOptions {
  readonly environment: { readonly VAULT_DATABASE_URL: string; readonly VAULT_KEYS: string; readonly NODE_ENV: string };
  /** Keys of everybody else: the vault's must be others. */
  readonly keeper: KeyKeeper;
  readonly onStop: OnStop;
}

/** Opens the vault with its keys. Throws one sentence for keys of another database, and for keys that open everybody else. */
export async function openVault({ environment, keeper, onStop }: VaultOptions): Promise<Vault> {
  const { VAULT_DATABASE_URL: url, VAULT_KEYS: file, NODE_ENV } = environment;
  const own = fileKeeper(file, { allowsExamples: NODE_ENV !== 'production' });
  if (own.indexKey.equals(keeper.indexKey))
    throw new Error(
      'Kho danh tính (VAULT_KEYS) phải có khóa riêng, khác khóa của SEALING_KEYS. ' +
        'The vault (VAULT_KEYS) must have keys of its own, others than those of SEALING_KEYS.',
    );
  const { pool } = await openDatabase(vaultDatabase(url), (name, stop) => onStop(`vault ${name}`, stop));
  await checkSealing(pool, { keeper: own, variable: 'VAULT_KEYS' });
  return { pool, keeper: own };
}
