import fc from 'fast-check';
import type { Refusal } from '@tiepdan/refusal';
import { redact, textsHash } from './redact';

const person = {
  name: 'Hoàng Thị Chim',
  addressText: 'Ngõ 5, phố Chim Cút',
  identityNumber: '019000000777',
  phone: '0912 345 678',
  email: 'chim@example.vn',
};
const lan = { name: 'Lan', addressText: '', phone: null, email: null, identityNumber: null };
const of = (summary: string, people: readonly (typeof person | typeof lan)[] = [person], passages: string[] = []) =>
  redact({ summary, placeText: null, respondentName: null }, people, { passages, field: 'identifyingPassages' });

describe('the rendition of a denunciation', () => {
  it.each([
    ['Tôi là Hoàng Thị Chim, tố cáo.', 'Tôi là [đã lược: họ tên], tố cáo.'],
    ['Bà HOÀNG  THỊ\nCHIM nói', 'Bà [đã lược: họ tên] nói'],
    ['hoang thi chim', '[đã lược: họ tên]'],
    ['Hoàng Thị Chim'.normalize('NFD'), '[đã lược: họ tên]'],
    ['Hoàng Thị Chimm', 'Hoàng Thị Chimm'],
    ['ở ngõ 5, phố chim cút.', 'ở [đã lược: địa chỉ].'],
    ['CCCD 019 000 000 777', 'CCCD [đã lược: số giấy tờ]'],
    ['CCCD 012345678901, CMND 123456789', 'CCCD [đã lược: số giấy tờ], CMND [đã lược: số giấy tờ]'],
    ['gọi 0912345678 hoặc +84 912 345 678', 'gọi [đã lược: số điện thoại] hoặc [đã lược: số điện thoại]'],
    ['thư về Chim@Example.vn hay la@khac.com.', 'thư về [đã lược: thư điện tử] hay [đã lược: thư điện tử].'],
    ['nhận 500.000.000 đồng ngày 24/11/2026', 'nhận 500.000.000 đồng ngày 24/11/2026'],
  ])('of “%s” is “%s”', (given, rendition) => {
    expect(of(given).texts.summary).toBe(rendition);
  });

  it('says what was taken out of which text, and how often', () => {
    const texts = {
      summary: 'Hoàng Thị Chim và hoàng thị chim, 0912345678',
      placeText: 'Nhà Hoàng Thị Chim',
      respondentName: 'Lê Văn 0912345679',
    };
    const { texts: rendition, removed } = redact(texts, [person], { passages: [], field: '' });
    expect(removed).toEqual([
      { field: 'summary', kind: 'NAME', count: 2 },
      { field: 'summary', kind: 'PHONE', count: 1 },
      { field: 'placeText', kind: 'NAME', count: 1 },
    ]);
    expect(rendition.respondentName).toBe('Lê Văn 0912345679');
  });

  it('leaves out passages that are named word for word, and refuses one that is not there', () => {
    expect(of('Tôi là vợ của kế toán xã, biết rõ việc này.', [], ['vợ của kế toán xã']).texts.summary).toBe(
      'Tôi là [đã lược: đoạn nhận dạng], biết rõ việc này.',
    );
    for (const passage of ['chồng của kế toán', ' ']) {
      let refused: Refusal | undefined;
      try {
        of('Tôi là vợ của kế toán xã.', [], [passage]);
      } catch (error) {
        refused = error as Refusal;
      }
      expect(refused!.details).toMatchObject({ code: 'PASSAGE_NOT_FOUND', field: 'identifyingPassages.0' });
    }
  });

  it('takes a name of one word out only where it is written as a name', () => {
    expect(of('Tôi là Lan, ở đây.', [lan]).texts.summary).toBe('Tôi là [đã lược: họ tên], ở đây.');
    expect(of('việc lan ra nhiều nơi', [lan]).texts.summary).toBe('việc lan ra nhiều nơi');
  });

  it('never holds the name, wherever it stood and whatever stood around it, and leaves the rest as it was', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.normalize('NFC'));
    fc.assert(
      fc.property(around, around, (before, after) => {
        const { texts } = of(`${before} Hoàng Thị Chim ${after}`);
        expect(texts.summary).not.toContain('Hoàng Thị Chim');
        if (!/\d|@/.test(before + after)) expect(texts.summary).toBe(`${before} [đã lược: họ tên] ${after}`);
      }),
    );
  });

  it('has a hash of its own; that of the original needs its salt', () => {
    const texts = { summary: 'a', placeText: null, respondentName: null };
    expect(textsHash(texts)).toMatch(/^[0-9a-f]{64}$/);
    expect(textsHash(texts, 'salt')).not.toBe(textsHash(texts));
    expect(textsHash({ ...texts, placeText: 'a' })).not.toBe(textsHash(texts));
  });
});
