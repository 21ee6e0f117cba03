import { outlineOf } from './directive-outline';

const notice = (body: string, ending = '') => `Số: 7/TB-UBND
Sông Lam, ngày 02 tháng 4 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiếp công dân

Ngày 01 tháng 4 năm 2026, Chủ tịch UBND tỉnh chủ trì cuộc họp.

${body}
${ending}`;
const numbersOf = (body: string) => outlineOf(notice(body))!.items.map(({ number, parent }) => [number, parent]);

describe('the head of a notice', () => {
  it('gives number, title, day of issue and day of the meeting', () => {
    expect(outlineOf(notice('1. Việc thứ nhất.'))).toMatchObject({
      documentNumber: '7/TB-UBND',
      title: 'Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiếp công dân',
      issued: { day: '2026-04-02' },
      meeting: { day: '2026-04-01' },
    });
  });
  it('has no number when none is printed, whatever other documents the body names', () => {
    const text = notice('1. Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026.').replace(
      'Số: 7/TB-UBND',
      'Số:      /TB-UBND',
    );
    expect(outlineOf(text)!.documentNumber).toBeNull();
  });
  it('is read the same with emphasis signs and decomposed letters', () => {
    const marked = notice('1. Việc thứ nhất.').replace('ngày 02 tháng 4', 'ngày **02** tháng **4**').normalize('NFD');
    expect(outlineOf(marked)).toEqual({
      ...outlineOf(notice('1. Việc thứ nhất.')),
    });
  });
  it('gives no day for one that does not exist or was left blank', () => {
    expect(outlineOf(notice('1. Việc.').replace('02 tháng 4', '31 tháng 02'))!.issued!.day).toBeNull();
    expect(outlineOf(notice('1. Việc.').replace('02 tháng 4', '   tháng   '))!.issued).toBeNull();
  });
  it('does not take the date of another document for the day of the meeting', () => {
    const text = notice('1. Việc.').replace(
      'Ngày 01 tháng 4 năm 2026, ',
      'Theo Giấy mời số 15/GM-UBND ngày 20/3/2026, sáng ngày 30/3/2026, ',
    );
    expect(outlineOf(text)!.meeting!.day).toBe('2026-03-30');
  });
  it('may continue its title on the next line', () => {
    const text = notice('1. Việc.').replace('tại cuộc họp', '\ntại cuộc họp');
    expect(outlineOf(text)!.title).toBe('Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiếp công dân');
  });
});

describe('a text', () => {
  it.each(['', '   \n', 'Xin chào.', 'THÔNG BÁO\n\nKết luận của Chủ tịch\n\nKhông có việc nào được đánh số.'])(
    'is no notice of conclusions without a title and a numbered item: %j',
    (text) => expect(outlineOf(text)).toBeNull(),
  );
});

describe('items', () => {
  it('are numbered as printed, bullets by their place', () => {
    expect(numbersOf('1. Một.\n2. Hai:\n- Hai một;\n- Hai hai.\n3. Ba')).toEqual([
      ['1', null],
      ['2', null],
      ['2.1', '2'],
      ['2.2', '2'],
      ['3', null],
    ]);
  });
  it('under "- +" stand directly under their number, and "+" under "-" a level deeper', () => {
    expect(numbersOf('1. Giao:\n- + Việc một;\n- + Việc hai.').map(([number]) => number)).toEqual(['1', '1.1', '1.2']);
    expect(numbersOf('1. Giao:\n- Việc:\n+ Phần một;\n+ Phần hai.\n- Việc').map(([number]) => number)).toEqual([
      '1',
      '1.1',
      '1.1.1',
      '1.1.2',
      '1.2',
    ]);
  });
  it('may be emphasised', () => {
    expect(numbersOf('**1.** Giao:\n**- Việc một.**').map(([number]) => number)).toEqual(['1', '1.1']);
  });
  it('may have sections, dotted numbers and letters', () => {
    expect(numbersOf('I. PHẦN MỘT\n1. Việc:\n1.1. Phần.\nII. PHẦN HAI\n1. Việc:\na) Phần;\nb) Phần.')).toEqual([
      ['1', null],
      ['1.1', '1'],
      ['II.1', null],
      ['II.1.1', 'II.1'],
      ['II.1.2', 'II.1'],
    ]);
  });
  it('take up the lines they are wrapped onto, but not the closing sentence', () => {
    const { items } = outlineOf(notice('1. Việc dài\nsang dòng hai.\n\nThông báo này gửi để các đơn vị thực hiện./.'))!;
    expect(items.map(({ text }) => text)).toEqual(['Việc dài sang dòng hai.']);
  });
});

describe('the end of a notice', () => {
  const addressees = 'Nơi nhận:\n- Sở Y tế;\n- Các sở, ngành;\n- Lưu: VT, NC, Ban TCD(03 bản). *K*\n';
  const read = (ending: string) => outlineOf(notice('1. Việc.', ending))!;

  it('gives every recipient line, and the file copies apart from them without the initials of the typist', () => {
    expect(read(addressees)).toMatchObject({
      recipients: ['Sở Y tế', 'Các sở, ngành'],
      fileCopies: ['VT', 'NC', 'Ban TCD (03 bản)'],
    });
  });
  it.each([
    ['on lines of its own', `${addressees}\n**TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG**\n\nLê Thị Hoa`],
    ['without line breaks', `${addressees}\nTL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Lê Thị Hoa`],
    [
      'on the line of the file copies',
      `${addressees.trim()} TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Lê Thị Hoa`,
    ],
    ['before the addressees', `TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n${addressees}Lê Thị Hoa`],
  ])('gives who signed, and as what, with the signature %s', (_, ending) => {
    expect(read(ending)).toMatchObject({
      items: [{ text: 'Việc.' }],
      signatory: { name: 'Lê Thị Hoa', capacity: ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'] },
      recipients: ['Sở Y tế', 'Các sở, ngành'],
      fileCopies: ['VT', 'NC', 'Ban TCD (03 bản)'],
    });
  });
  it('gives recipients printed without list marks', () => {
    expect(read('Nơi nhận:\nSở Y tế;\nSở Nội vụ;\nLưu: VT.').recipients).toEqual(['Sở Y tế', 'Sở Nội vụ']);
  });
  it('joins a recipient that was wrapped', () => {
    expect(read('Nơi nhận:\n- Tổ công tác theo Quyết định\nsố 9/QĐ-UBND;\n- Sở Y tế.').recipients).toEqual([
      'Tổ công tác theo Quyết định số 9/QĐ-UBND',
      'Sở Y tế',
    ]);
  });
  it('names nobody when nobody signed', () => {
    expect(read(addressees).signatory).toBeNull();
  });
});
