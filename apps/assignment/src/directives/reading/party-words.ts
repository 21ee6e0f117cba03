/** Words by which lists of parties are told from what surrounds them. They are the language's, not the law's. */

/** Begin the name of a body, an office or a group wherever they stand. */
const BODIES = [
  ...['UBND', 'HĐND', 'Ủy ban', 'Uỷ ban', 'Hội đồng nhân dân', 'Công an', 'Văn phòng', 'VP', 'TT', 'Thường trực'],
  ...['Tỉnh ủy', 'Thành ủy', 'Huyện ủy', 'Đảng ủy', 'Mặt trận', 'MTTQ', 'Tòa án', 'Viện kiểm sát', 'Kho bạc'],
  ...['Bảo hiểm xã hội', 'Ngân hàng', 'Liên đoàn', 'Chủ tịch', 'Phó', 'Giám đốc', 'Chánh', 'CT', 'PCT', 'Lãnh đạo'],
  ...[
    'Thành viên',
    'Thủ trưởng',
    'Người đứng đầu',
    'Đại diện',
    'Đồng chí',
    'Đ/c',
    'Ông',
    'Bà',
    'Các',
    'Những',
    'Toàn thể',
  ],
  ...['các', 'những', 'người đứng đầu', 'lãnh đạo', 'thành viên', 'thủ trưởng', 'chủ tịch', 'đồng chí', 'đại diện'],
  ...['toàn thể', 'ban tiếp công dân', 'chính quyền'],
];
/** Begin other things too: `Sở Y tế` is a body, `Sở hữu`, `Ban hành` and `thanh tra việc` are not. */
const BODIES_BEFORE_A_NAME = [
  ...['Sở', 'Ban', 'Bộ', 'Cục', 'Chi cục', 'Viện', 'Hội', 'Đoàn', 'Phòng', 'Trường', 'Tổ', 'Báo', 'Đài', 'Trung tâm'],
  ...[
    'Công ty',
    'Tổng công ty',
    'Huyện',
    'Tỉnh',
    'Thành phố',
    'Thị xã',
    'Xã',
    'Phường',
    'Đặc khu',
    'Trụ sở',
    'Quỹ',
    'Nhóm',
  ],
  ...['Thanh tra', 'Cơ quan', 'công an', 'cơ quan'],
];
const AFTER_SUCH_A_BODY = [
  ...['công tác', 'quản lý', 'chỉ đạo', 'tiếp công dân', 'chỉ huy', 'chấp hành', 'thường vụ', 'các', 'tỉnh', 'huyện'],
  ...['thành phố', 'thị xã', 'xã', 'phường'],
];
/** Follow a comma inside the name of one group: `các sở, ngành, đơn vị`. */
const KINDS = [
  ...['sở', 'ban', 'ngành', 'đoàn thể', 'hội', 'cơ quan', 'tổ chức', 'đơn vị', 'địa phương', 'cá nhân', 'doanh nghiệp'],
  ...['huyện', 'thành phố', 'thành', 'thị xã', 'thị trấn', 'thị', 'xã', 'phường', 'đặc khu', 'cấp', 'phòng', 'đội'],
];
const NOTES = [
  'có liên quan',
  'liên quan',
  'trên địa bàn',
  'trên địa bàn tỉnh',
  'thuộc tỉnh',
  'trực thuộc',
  'trong tỉnh',
];
/** Begin what the parties are to do. */
const ACTIONS = [
  ...[
    'chủ trì',
    'chủ động',
    'phối hợp',
    'chịu trách nhiệm',
    'có trách nhiệm',
    'có biện pháp',
    'khẩn trương',
    'thực hiện',
  ],
  ...['tham mưu', 'lập', 'xây dựng', 'soạn', 'triển khai', 'tổ chức', 'hướng dẫn', 'kiểm tra', 'rà soát', 'đôn đốc'],
  ...['báo cáo', 'trình', 'đề xuất', 'giải quyết', 'tiếp tục', 'nghiên cứu', 'xem xét', 'hoàn thiện', 'hoàn thành'],
  ...['làm việc', 'bố trí', 'cân đối', 'thẩm định', 'theo dõi', 'chuẩn bị', 'đẩy mạnh', 'tăng cường', 'kịp thời'],
  ...['bảo đảm', 'đảm bảo', 'ban hành', 'cung cấp', 'cập nhật', 'cử', 'nắm', 'chỉ đạo', 'tập trung', 'thường xuyên'],
  ...['nghiêm túc', 'quan tâm', 'căn cứ', 'theo', 'để', 'nhằm', 'trong', 'trước', 'sau', 'tại', 'từ', 'về', 'được'],
  ...['cần', 'phải', 'sớm', 'xử lý', 'tiếp nhận', 'tiếp công dân', 'gửi', 'thống nhất', 'tổng hợp', 'thông báo'],
  ...[
    'công khai',
    'thành lập',
    'mời',
    'yêu cầu',
    'đề nghị',
    'nâng cấp',
    'khảo sát',
    'thiết kế',
    'duy trì',
    'quán triệt',
  ],
  ...['phân công', 'phát hiện', 'đối thoại', 'hỗ trợ', 'tuyên truyền', 'đăng tải', 'bàn giao', 'kiện toàn'],
];
/** Both what is done and part of a name: `Ban tiếp công dân`, `các tổ chức`. */
const NAME_BEFORE_ACTION = /(?:các|ban|trụ sở|cơ quan|cán bộ)\s+$/iu;

const oneOf = (words: readonly string[]) => `(?:${words.toSorted((a, b) => b.length - a.length).join('|')})(?!\\p{L})`;

const STARTS_PARTY = new RegExp(
  `^(?:${oneOf(BODIES)}|${oneOf(BODIES_BEFORE_A_NAME)} (?:\\p{Lu}|${oneOf(AFTER_SUCH_A_BODY)}))`,
  'u',
);
const KIND_ONLY = new RegExp(`^${oneOf(KINDS)}(?: ${oneOf(NOTES)})*$`, 'u');
const KIND_FIRST = new RegExp(`^${oneOf(KINDS)}`, 'u');
const NAME_GOES_ON = new RegExp(`^\\s+(?:\\p{Lu}|${oneOf(['các', 'những', ...KINDS])})`, 'u');
const ACTION = new RegExp(`(?<!\\p{L})${oneOf(ACTIONS)}`, 'gu');

export const startsParty = (text: string): boolean => STARTS_PARTY.test(text);
/** True for `đơn vị có liên quan`, and nothing else after it. */
export const isKindOfBody = (text: string): boolean => KIND_ONLY.test(text);
/** True for `phường có dự án` too. */
export const startsWithKindOfBody = (text: string): boolean => KIND_FIRST.test(text);
/** True when what stands before is only the beginning of another name, or of a group: `UBND` before ` các xã`. */
export const nameGoesOn = (rest: string): boolean => NAME_GOES_ON.test(rest);

/** What stands before the first verb of what is to be done. */
export function beforeAction(text: string): string {
  if (isKindOfBody(text)) return text;
  for (const { index, 0: verb } of text.matchAll(ACTION)) {
    const isName = (verb === 'tổ chức' || verb === 'tiếp công dân') && NAME_BEFORE_ACTION.test(text.slice(0, index));
    if (!isName) return text.slice(0, index).trimEnd();
  }
  return text.trimEnd();
}
