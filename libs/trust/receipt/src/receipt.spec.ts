import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import jsQr from 'jsqr';
import { encode } from 'uqr';
import {
  contentMark,
  keyIdOf,
  publishKey,
  qrSvg,
  readPublishedKeys,
  readSigningKey,
  ReceiptInvalid,
  receiptText,
  trackingCodes,
  verifyReceipt,
  type Receipt,
} from '.';

const pair = () => generateKeyPairSync('ed25519');
const [old, current] = [pair(), pair()];
const published = new Map<string, KeyObject>([old, current].map(({ publicKey }) => [keyIdOf(publicKey), publicKey]));
const receipt: Receipt = {
  number: 'BTCD-D-2026-000123',
  receivedAt: new Date('2026-11-24T02:00:05.000Z'),
  pages: 3,
  trackingCode: '0123456789012345',
  contentMark: 'AAAAAAAAAAAAAAAAAAAAAA',
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'valid';
  } catch (error) {
    if (error instanceof ReceiptInvalid) return error.code;
    throw error;
  }
};

describe('a receipt', () => {
  it('says when, what number and how many pages, in Vietnamese, and is proved by the published key alone', () => {
    const text = receiptText(receipt, current.privateKey);
    expect(text).toContain(
      'Nhận lúc: 2026-11-24 09:00:05 (giờ Việt Nam)\nSố trang: 3\nMã tra cứu: 0123 4567 8901 2345',
    );
    expect(verifyReceipt(text, published)).toEqual({ ...receipt, keyId: keyIdOf(current.publicKey) });
    const uncounted = { ...receipt, pages: null };
    expect(verifyReceipt(receiptText(uncounted, current.privateKey), published).pages).toBeNull();
  });

  it('is still proved after the key was changed, by the old key that stays published', () => {
    const text = receiptText(receipt, old.privateKey);
    expect(verifyReceipt(text, published).keyId).toBe(keyIdOf(old.publicKey));
    const withoutOld = new Map([[keyIdOf(current.publicKey), current.publicKey]]);
    expect(codeOf(() => verifyReceipt(text, withoutOld))).toBe('RECEIPT_KEY_UNKNOWN');
  });

  it('with any one character changed is refused', () => {
    const text = receiptText(receipt, current.privateKey);
    for (let index = 0; index < text.length; index++) {
      const other =
        text[index] === '1'
          ? '2'
          : text[index] === 'a'
            ? 'b'
            : text[index] === '\n'
              ? ' '
              : text[index] === ' '
                ? '\n'
                : '1';
      const changed = text.slice(0, index) + other + text.slice(index + 1);
      if (changed === text) continue;
      expect([index, codeOf(() => verifyReceipt(changed, published))]).toEqual([
        index,
        expect.stringMatching(/^RECEIPT_/),
      ]);
    }
  });

  it('is refused when its signature is that of another receipt, or of another key under this one’s name', () => {
    const [one, other] = [receipt, { ...receipt, pages: 4 }].map((each) =>
      receiptText(each, current.privateKey).split('\n'),
    );
    expect(codeOf(() => verifyReceipt([...one!.slice(0, -1), other!.at(-1)!].join('\n'), published))).toBe(
      'RECEIPT_FORGED',
    );
    const stranger = pair();
    const forged = receiptText(receipt, stranger.privateKey).replace(
      keyIdOf(stranger.publicKey),
      keyIdOf(old.publicKey),
    );
    expect(codeOf(() => verifyReceipt(forged, published))).toBe('RECEIPT_FORGED');
  });

  it('may come with the line ends of another system, and letters taken apart', () => {
    const text = receiptText(receipt, current.privateKey);
    for (const same of [text.replaceAll('\n', '\r\n'), `\n${text}  \n`, text.normalize('NFD')])
      expect(codeOf(() => verifyReceipt(same, published))).toBe('valid');
  });

  it('is what its picture says, letter by letter', () => {
    const text = receiptText(receipt, current.privateKey);
    expect(qrSvg(text)).toMatch(/^<svg [^>]*viewBox/);
    const { data, size } = encode(text, { ecc: 'M', border: 4 });
    const scale = 4;
    const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4);
    for (let y = 0; y < size * scale; y++)
      for (let x = 0; x < size * scale; x++)
        pixels.fill(
          data[Math.floor(y / scale)]![Math.floor(x / scale)] ? 0 : 255,
          (y * size * scale + x) * 4,
          (y * size * scale + x) * 4 + 4,
        );
    const read = jsQr(pixels, size * scale, size * scale);
    expect(Buffer.from(read!.binaryData).toString('utf8')).toBe(text);
  });
});

describe('a tracking code', () => {
  const keyOf = (byte: number) => createSecretKey(Buffer.alloc(32, byte));
  const codes = trackingCodes(keyOf(7));
  it('is 16 digits, one for each petition, and cannot be made with another key', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(codes.codeOf(id)).toMatch(/^\d{16}$/);
        expect(codes.codeOf(id.toUpperCase())).toBe(codes.codeOf(id));
        expect(trackingCodes(keyOf(8)).codeOf(id)).not.toBe(codes.codeOf(id));
      }),
    );
  });
  it('is found however it is typed', () => {
    const index = codes.indexOf('0123456789012345');
    for (const typed of ['0123 4567 8901 2345', '0123-4567-8901-2345', ' 0123456789012345\n'])
      expect(codes.indexOf(typed).equals(index)).toBe(true);
    expect(codes.indexOf('0123456789012346').equals(index)).toBe(false);
  });
});

describe('a content mark', () => {
  const key = createSecretKey(Buffer.alloc(32, 7));
  it('is of this text and this petition alone, and nobody without the key can try out texts', () => {
    const mark = contentMark(key, 'one', { summary: 'Nội dung' });
    expect(mark).toMatch(/^[\w-]{22}$/);
    const others = [
      contentMark(key, 'two', { summary: 'Nội dung' }),
      contentMark(key, 'one', { summary: 'Nội dung.' }),
      contentMark(createSecretKey(Buffer.alloc(32, 8)), 'one', { summary: 'Nội dung' }),
    ];
    expect(others).not.toContain(mark);
  });
});

describe('keys in files', () => {
  let directory: string;
  beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'receipt-'))));
  afterAll(() => rm(directory, { recursive: true }));

  it('are published beside the earlier ones, and read back by their ids', async () => {
    const place = join(directory, 'published');
    for (const { privateKey } of [old, current, current]) await publishKey(place, privateKey);
    await writeFile(join(place, 'note.pem'), 'no key');
    expect((await readdir(place)).length).toBe(3);
    expect([...(await readPublishedKeys(place)).keys()].sort()).toEqual([...published.keys()].sort());
  });

  it('that are missing, or of another kind, are refused with one sentence', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(join(directory, 'rsa.pem'), rsa);
    for (const file of ['none.pem', 'rsa.pem'])
      await expect(readSigningKey(join(directory, file))).rejects.toThrow(/no Ed25519 private key/);
  });
});
