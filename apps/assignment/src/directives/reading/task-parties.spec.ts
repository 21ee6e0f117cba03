import { directoryOf, partyOf } from './body-directory';
import { addresseesOfAll, coordinatorsIn, leadsIn } from './task-parties';
import { attendeesIn } from './directive-parties';

const names: Record<string, [string, ...string[]]> = {
  UBND: ['Ủy ban nhân dân tỉnh', 'UBND tỉnh'],
  VPUBND: ['Văn phòng Ủy ban nhân dân tỉnh'],
  BTCD: ['Ban Tiếp công dân tỉnh', 'Ban TCD tỉnh'],
  SXD: ['Sở Xây dựng'],
  SYT: ['Sở Y tế'],
  SVHTTDL: ['Sở Văn hóa, Thể thao và Du lịch'],
  TTT: ['Thanh tra tỉnh'],
  CAT: ['Công an tỉnh'],
  CAHH: ['Công an huyện Hòa Hải'],
};
const directory = directoryOf(Object.entries(names).map(([code, [name, ...aliases]]) => ({ id: code, name, aliases })));
const shown = (parties: readonly { text: string; agencyId: string | null; group: boolean }[]) =>
  parties.map(({ text, agencyId, group }) => `${text} = ${agencyId ?? (group ? 'group' : '?')}`);

describe('a party', () => {
  it.each([
    ['VP.UBND tỉnh', 'VPUBND'],
    ['Lãnh đạo VP UBND tỉnh', 'VPUBND'],
    ['Văn phòng Uỷ ban nhân dân tỉnh (để báo cáo)', 'VPUBND'],
    ['Công an huyện Hoà Hải', 'CAHH'],
    ['SỞ Y TẾ', 'SYT'],
    ['Sở Y tế tỉnh', 'SYT'],
    ['Phó Giám đốc Sở Y tế', 'SYT'],
  ])('%s is found whatever the spelling', (text, agencyId) => {
    expect(partyOf(text, directory)).toEqual({ text, agencyId, group: false });
  });
  it.each(['các sở, ngành', 'CT và các PCT UBND tỉnh', 'UBND các huyện', 'Thành viên Tổ công tác số 9'])(
    '%s stays a group',
    (text) => expect(partyOf(text, directory)).toEqual({ text, agencyId: null, group: true }),
  );
  it('that nobody knows keeps its text', () => {
    expect(partyOf('Hội Sinh vật cảnh', directory)).toEqual({
      text: 'Hội Sinh vật cảnh',
      agencyId: null,
      group: false,
    });
  });
  it('with a name that two bodies share is none of them', () => {
    const twins = directoryOf(['1', '2'].map((id) => ({ id, name: 'UBND xã Tân Thành', aliases: [] })));
    expect(partyOf('UBND xã Tân Thành', twins).agencyId).toBeNull();
  });
});

describe('who leads', () => {
  it.each([
    ['Giao Sở Y tế:', ['Sở Y tế = SYT']],
    ['Giao Sở Y tế chủ trì, phối hợp với Sở Xây dựng lập đề án.', ['Sở Y tế = SYT']],
    [
      'Giao Sở Y tế, Sở Văn hóa, Thể thao và Du lịch và Thanh tra tỉnh kiểm tra.',
      ['Sở Y tế = SYT', 'Sở Văn hóa, Thể thao và Du lịch = SVHTTDL', 'Thanh tra tỉnh = TTT'],
    ],
    ['Giao Sở Du lịch, Dịch vụ và Lữ hành lập đề án.', ['Sở Du lịch, Dịch vụ và Lữ hành = ?']],
    ['Sở Y tế chủ trì xây dựng kế hoạch.', ['Sở Y tế = SYT']],
    [
      'Công an tỉnh, công an các huyện, thị xã chủ động nắm tình hình.',
      ['Công an tỉnh = CAT', 'công an các huyện, thị xã = group'],
    ],
    ['Chủ tịch UBND các xã, phường bố trí lịch.', ['Chủ tịch UBND các xã, phường = group']],
    ['Đề nghị Hội Luật gia tham gia đối thoại.', ['Hội Luật gia tham gia = ?']],
  ])('is told by: %s', (text, leads) => expect(shown(leadsIn(text, directory))).toEqual(leads));

  it.each([
    'Ban hành kế hoạch.',
    'Tổ chức tập huấn.',
    'Báo cáo UBND tỉnh.',
    'Phòng ngừa khiếu kiện đông người.',
    'Rà soát, phân loại đơn.',
    'Tham mưu cho UBND tỉnh.',
  ])('is not told by: %s', (text) => expect(leadsIn(text, directory)).toEqual([]));
  it('is, where no item says, whom the introduction asks', () => {
    const preamble = ['Mở đầu.', 'Chủ tịch UBND tỉnh yêu cầu các sở, ngành, địa phương thực hiện các việc sau:'];
    expect(shown(addresseesOfAll(preamble, directory))).toEqual(['các sở, ngành, địa phương = group']);
    expect(addresseesOfAll(['Chủ tịch UBND tỉnh kết luận như sau:'], directory)).toEqual([]);
  });
});

describe('who is to be worked with', () => {
  it('ends where the work begins', () => {
    const text = 'Chủ trì, phối hợp với Văn phòng UBND tỉnh, Sở Y tế và các đơn vị có liên quan tham mưu UBND tỉnh.';
    expect(shown(coordinatorsIn(text, directory))).toEqual([
      'Văn phòng UBND tỉnh = VPUBND',
      'Sở Y tế = SYT',
      'các đơn vị có liên quan = group',
    ]);
  });
  it('keeps a group whole', () => {
    expect(shown(coordinatorsIn('phối hợp với các Sở, ngành, địa phương kịp thời tháo gỡ', directory))).toEqual([
      'các Sở, ngành, địa phương = group',
    ]);
  });
  it('is nobody where work together is only spoken of', () => {
    expect(coordinatorsIn('Nâng cao chất lượng công tác phối hợp tiếp công dân.', directory)).toEqual([]);
  });
});

describe('who was present', () => {
  const present = (sentence: string) => shown(attendeesIn([`Ngày 01/4/2026 họp. ${sentence}`], directory));
  it('is split into parties, names and groups with commas kept whole', () => {
    expect(
      present(
        'Cùng dự có lãnh đạo các cơ quan: Sở Văn hóa, Thể thao và Du lịch, TT. HĐND tỉnh, Ban Tiếp công dân các huyện, thị xã, Thành viên Tổ công tác theo Quyết định số 9/QĐ-UBND ngày 01/3/2026.',
      ),
    ).toEqual([
      'Sở Văn hóa, Thể thao và Du lịch = SVHTTDL',
      'TT. HĐND tỉnh = ?',
      'Ban Tiếp công dân các huyện, thị xã = group',
      'Thành viên Tổ công tác theo Quyết định số 9/QĐ-UBND ngày 01/3/2026 = group',
    ]);
  });
  it('is nobody where the document does not say', () => expect(present('Chủ tịch phát biểu.')).toEqual([]));
});
