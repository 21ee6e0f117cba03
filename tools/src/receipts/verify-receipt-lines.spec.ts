import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishKey, readSigningKey, receiptText } from '@tiepdan/receipt';
import { makeSigningKey } from '../signing-key';
import { receiptPlacesIn } from './receipt-places';
import { verifyReceiptLines } from './verify-receipt-lines';

describe('the command that proves a receipt', () => {
  let directory: string;
  let text: string;
  let keys: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'receipts-'));
    const places = receiptPlacesIn(directory);
    keys = places.publishedKeys;
    await makeSigningKey(places.signingKey);
    const signingKey = await readSigningKey(places.signingKey);
    await publishKey(keys, signingKey);
    const receivedAt = new Date('2026-11-24T02:00:00Z');
    const receipt = {
      number: 'BTCD-D-2026-000001',
      receivedAt,
      pages: 2,
      trackingCode: '1'.repeat(16),
      contentMark: 'A'.repeat(22),
    };
    text = receiptText(receipt, signingKey);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const verify = async (content: string, published = keys) => {
    const file = join(directory, 'receipt.txt');
    await writeFile(file, content);
    const { exitCode, lines } = await verifyReceiptLines(['--keys', published, '--receipt', file]);
    return [exitCode, lines.join(' ')];
  };

  it('says what a valid one is for', async () => {
    expect(await verify(text)).toEqual([0, expect.stringMatching(/hợp lệ.*BTCD-D-2026-000001.*1111 1111 1111 1111/)]);
  });

  it('says what is wrong with any other', async () => {
    expect(await verify(text.replace('Số trang: 2', 'Số trang: 3'))).toEqual([
      1,
      expect.stringMatching(/^RECEIPT_FORGED/),
    ]);
    expect(await verify('Xin chào')).toEqual([1, expect.stringMatching(/^RECEIPT_MALFORMED/)]);
    const none = join(directory, 'none');
    await publishKeyOfStranger(none);
    expect(await verify(text, none)).toEqual([1, expect.stringMatching(/^RECEIPT_KEY_UNKNOWN/)]);
  });

  const publishKeyOfStranger = async (place: string) => {
    const file = join(directory, 'stranger.pem');
    await makeSigningKey(file);
    await publishKey(place, await readSigningKey(file));
  };

  it.each([[[]], [['--keys', 'x']], [['--keys', '/nowhere', '--receipt', '/nowhere']], [['--other']]])(
    'shows how to ask for %j',
    async (args) => {
      const { exitCode, lines } = await verifyReceiptLines(args);
      expect([exitCode, lines.join(' ')]).toEqual([2, expect.stringContaining('npm run verify-receipt')]);
    },
  );
});
