import { blindIndex, SealBroken, type KeyKeeper } from '@tiepdan/sealing';
import type { Queryable } from '@tiepdan/database';

const CHECKED = 'sealing check';

/** The keys of one database, and the variable that names their file. */
export interface KeysToCheck {
  readonly keeper: KeyKeeper;
  readonly variable: string;
}

/**
 * Makes sure that the keys are those of this database, before anything is read or written with them. A first start, and a new
 * writing key beside a known one, are noted. Throws one sentence in both languages for keys of another database; nothing is
 * written then.
 */
export async function checkSealing(client: Queryable, { keeper, variable }: KeysToCheck): Promise<void> {
  const { rows } = await client.query<{ name: string; value: Buffer }>({
    name: 'sealing-checks',
    text: 'select name, value from sealing_check',
  });
  const known = new Map(rows.map(({ name, value }) => [name, value]));
  const index = blindIndex(keeper.indexKey, CHECKED, CHECKED);
  if (known.has('index') && !known.get('index')!.equals(index)) throw wrongKeys(variable);
  const keyIds = [...known.keys()].filter((name) => name.startsWith('key ')).map((name) => name.slice(4));
  const isOpened = (keyId: string) => opens(keeper, keyId, known.get(`key ${keyId}`)!);
  const isFirst = keyIds.length === 0;
  if (keyIds.includes(keeper.writingKeyId) ? !isOpened(keeper.writingKeyId) : !isFirst && !keyIds.some(isOpened))
    throw wrongKeys(variable);
  await client.query({
    name: 'note-sealing-checks',
    text: `insert into sealing_check (name, value) values ('index', $1), ($2, $3) on conflict do nothing`,
    values: [index, `key ${keeper.writingKeyId}`, keeper.wrap(CHECKED, index).wrapped],
  });
}

function opens(keeper: KeyKeeper, keyId: string, wrapped: Buffer): boolean {
  try {
    keeper.unwrap(CHECKED, { keyId, wrapped });
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

const wrongKeys = (variable: string) =>
  new Error(
    `Khóa niêm phong (${variable}) không phải của cơ sở dữ liệu này; dịch vụ dừng lại và chưa ghi gì. ` +
      `The sealing keys (${variable}) are not those of this database; the service stops, and nothing was written.`,
  );
