import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@tiepdan/database';
import { fileKeeper } from '@tiepdan/sealing';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { openVault } from './open-vault.repository';
import { vaultDatabase } from './vault-database';

describe('opening the vault', () => {
  const directory = mkdtempSync(join(tmpdir(), 'vault-keys-'));
  const hex = () => randomBytes(32).toString('hex');
  const keyFile = (name: string, id = 'own'): string => {
    const file = join(directory, name);
    writeFileSync(file, JSON.stringify({ writing: id, index: hex(), keys: { [id]: hex() } }));
    return file;
  };
  const [own, others, another] = [keyFile('own.json'), keyFile('others.json'), keyFile('another.json')];
  const keeper = fileKeeper(others, { allowsExamples: false });
  const stops: (() => Promise<unknown> | void)[] = [];
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase('vault_keys');
    await migrate(vaultDatabase(database.url));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(directory, { recursive: true });
    await database.drop();
  });
  const open = (file: string) =>
    openVault({
      environment: { VAULT_DATABASE_URL: database.url, VAULT_KEYS: file, NODE_ENV: 'production' },
      keeper,
      onStop: (_, stop) => void stops.push(stop),
    });

  it('takes keys of its own, and the same ones again', async () => {
    for (const _ of [1, 2]) expect((await open(own)).keeper.writingKeyId).toBe('own');
  });

  it.each([
    ['keys of another vault', () => another, /Khóa niêm phong \(VAULT_KEYS\) .* nothing was written/],
    ['the keys of everybody else', () => others, /khóa riêng.* keys of its own/],
    ['a file that is not there', () => join(directory, 'none.json'), /is missing/],
    ['keys that everybody knows', () => keyFile('example.json', 'example-1'), /example key/],
  ])('stops with one sentence, and changes nothing, for %s', async (_, file, sentence) => {
    const checks = async () => (await database.asOwner('select * from sealing_check order by name')).rows;
    const before = await checks();
    await expect(open(file())).rejects.toThrow(sentence);
    expect(await checks()).toEqual(before);
  });
});
