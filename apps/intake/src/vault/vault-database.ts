import type { DatabaseOptions } from '@tiepdan/database';
import { CreateVault1764396000000 } from './migrations/1764396000000-create-vault';

const CONNECTIONS_MAX = 4;

export const vaultDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [],
  migrations: [CreateVault1764396000000],
  connectionsMax: CONNECTIONS_MAX,
});
