import type { DatabaseOptions } from '@tiepdan/database';
import { CreateVault1764396000000 } from './migrations/1764396000000-create-vault';
import { KeepOriginals1764406800000 } from './migrations/1764406800000-keep-originals';

const CONNECTIONS_MAX = 4;

export const vaultDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [],
  migrations: [CreateVault1764396000000, KeepOriginals1764406800000],
  connectionsMax: CONNECTIONS_MAX,
});
