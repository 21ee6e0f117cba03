import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { blindIndex, fileKeeper, newPersonSeal, personOpener, SealBroken } from '.';

const directory = mkdtempSync(join(tmpdir(), 'sealing-'));
afterAll(() => rmSync(directory, { recursive: true }));
const hex = () => randomBytes(32).toString('hex');
let files = 0;
const keyFile = (content: unknown): string => {
  const file = join(directory, `${files++}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const [older, newer, index] = [hex(), hex(), hex()];
const keeperOf = (content: object) => fileKeeper(keyFile(content), { allowsExamples: false });
const keeper = keeperOf({ writing: 'a', index, keys: { a: older } });
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('what a person said', () => {
  it('is read again as it was said, whatever letters it was said in, and never lies there in clear', () => {
    fc.assert(
      fc.property(text, text, fc.uuid(), (name, address, personId) => {
        const { key, seal } = newPersonSeal(keeper, personId);
        const [sealedName, sealedAddress] = [seal('name', name), seal('address', address)];
        const open = personOpener(keeper, personId, key);
        expect([open('name', sealedName), open('address', sealedAddress)]).toEqual([name, address]);
        if (Buffer.byteLength(name) > 3) expect(sealedName.includes(Buffer.from(name))).toBe(false);
      }),
    );
  });

  it('is not opened when any byte was changed', () => {
    const { key, seal } = newPersonSeal(keeper, 'person');
    const open = personOpener(keeper, 'person', key);
    const sealed = seal('name', 'Nguyễn Thị Ví Dụ');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(() => open('name', changed)).toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => open('name', sealed.subarray(0, length))).toThrow(SealBroken);
  });

  it('is not opened as another field, nor as another person’s, nor with another person’s key', () => {
    const [one, other] = [newPersonSeal(keeper, 'one'), newPersonSeal(keeper, 'other')];
    const sealed = one.seal('name', 'Nguyễn Thị Ví Dụ');
    expect(() => personOpener(keeper, 'one', one.key)('phone', sealed)).toThrow(SealBroken);
    expect(() => personOpener(keeper, 'other', other.key)('name', sealed)).toThrow(SealBroken);
    expect(() => personOpener(keeper, 'other', one.key)).toThrow(SealBroken);
  });

  it('never uses one nonce twice, however many are sealed', () => {
    const { seal } = newPersonSeal(keeper, 'person');
    const nonces = Array.from({ length: 3_000 }, () => seal('name', 'x').subarray(1, 13).toString('hex'));
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('is sealed differently each time, so that equal names do not look equal', () => {
    const { seal } = newPersonSeal(keeper, 'person');
    expect(seal('name', 'Nguyễn Thị Ví Dụ').equals(seal('name', 'Nguyễn Thị Ví Dụ'))).toBe(false);
  });

  it('is still opened after the key that wraps was changed, and not once the old one is gone', () => {
    const { key, seal } = newPersonSeal(keeper, 'person');
    const sealed = seal('name', 'Nguyễn Thị Ví Dụ');
    const rotated = keeperOf({ writing: 'b', index, keys: { a: older, b: newer } });
    expect(personOpener(rotated, 'person', key)('name', sealed)).toBe('Nguyễn Thị Ví Dụ');
    expect(newPersonSeal(rotated, 'person').key.keyId).toBe('b');
    const forgetful = keeperOf({ writing: 'b', index, keys: { b: newer } });
    expect(() => personOpener(forgetful, 'person', key)).toThrow(SealBroken);
    const renamed = keeperOf({ writing: 'a', index, keys: { a: newer } });
    expect(() => personOpener(renamed, 'person', key)).toThrow(SealBroken);
  });
});

describe('a blind index', () => {
  const key = createSecretKey(randomBytes(32));
  const of = (value: string, field = 'identityNumber') => blindIndex(key, field, value).toString('hex');

  it('is one for one number however it was written, and another for another number, field or key', () => {
    expect(new Set(['019 123.456-789', '019123456789', ' 019123456789 '].map((value) => of(value))).size).toBe(1);
    expect(of('b1234567')).toBe(of('B 1234567'));
    expect(of('Hoà')).toBe(of('Hoà'));
    expect(of('019123456788')).not.toBe(of('019123456789'));
    expect(of('019123456789', 'phone')).not.toBe(of('019123456789'));
    expect(
      blindIndex(createSecretKey(randomBytes(32)), 'identityNumber', '1').equals(
        blindIndex(key, 'identityNumber', '1'),
      ),
    ).toBe(false);
    expect(of('1')).toHaveLength(32);
  });
});

describe('a key file', () => {
  const good = { writing: 'a', index, keys: { a: older } };
  it.each([
    ['no JSON', '{', 'is missing or is no JSON'],
    ['no keys', { ...good, keys: undefined }, 'must have "keys"'],
    ['a short key', { ...good, keys: { a: 'abc' } }, 'must have "keys"'],
    ['no writing key', { ...good, writing: 'b' }, 'must name in "writing"'],
    ['a writing key that every object has', { ...good, writing: 'constructor' }, 'must name in "writing"'],
    ['no index key', { ...good, index: '' }, 'must have an "index" key'],
    [
      'an example key',
      { ...good, writing: 'example-1', keys: { 'example-1': older } },
      'example key that everybody knows',
    ],
  ])('with %s is refused in one sentence that shows no key', (_, content, sentence) => {
    const read = () => fileKeeper(keyFile(content), { allowsExamples: false });
    expect(read).toThrow(sentence);
    expect(read).not.toThrow(older);
  });

  it('that is missing is refused, and example keys are taken where they are allowed', () => {
    expect(() => fileKeeper(join(directory, 'nowhere'), { allowsExamples: false })).toThrow('is missing');
    const examples = keyFile({ writing: 'example-1', index, keys: { 'example-1': older } });
    expect(fileKeeper(examples, { allowsExamples: true }).writingKeyId).toBe('example-1');
  });
});
