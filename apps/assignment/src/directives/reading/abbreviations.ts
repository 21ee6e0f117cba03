/**
 * Abbreviations of administrative documents, as printed, with their words. A place's own short forms (`TPTN`) are
 * aliases of its bodies, in the register of agencies.
 */
const WORDS: Readonly<Record<string, string>> = {
  BCĐ: 'ban chỉ đạo',
  BTCD: 'ban tiếp công dân',
  CA: 'công an',
  CT: 'chủ tịch',
  ĐBQH: 'đại biểu quốc hội',
  GĐ: 'giám đốc',
  HĐND: 'hội đồng nhân dân',
  HU: 'huyện ủy',
  KT: 'kinh tế',
  MTTQ: 'mặt trận tổ quốc',
  NC: 'nội chính',
  PCT: 'phó chủ tịch',
  PGĐ: 'phó giám đốc',
  QH: 'quốc hội',
  TCD: 'tiếp công dân',
  TH: 'tổng hợp',
  TP: 'thành phố',
  TT: 'thường trực',
  TTTU: 'thường trực tỉnh ủy',
  TTCP: 'thanh tra chính phủ',
  TU: 'tỉnh ủy',
  TW: 'trung ương',
  UB: 'ủy ban',
  UBKT: 'ủy ban kiểm tra',
  UBND: 'ủy ban nhân dân',
  UBMTTQ: 'ủy ban mặt trận tổ quốc',
  VN: 'việt nam',
  VP: 'văn phòng',
  VT: 'văn thư',
};
const NUMBER_OF_A_DOCUMENT = /(?<!\d)\d{1,8}\s?\/[\p{L}\d.&/-]{1,60}/gu;
const ROMAN = /^[IVXLC]+$/u;
const CAPITALS = /(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}])/gu;

export const spelledOut = (word: string): string => WORDS[word] ?? word;

/** Words in capitals that no register of abbreviations explains; numbers of documents and of congresses are none. */
export const unknownAbbreviations = (text: string): string[] =>
  [...text.replaceAll(NUMBER_OF_A_DOCUMENT, ' ').matchAll(CAPITALS)]
    .map(([word]) => word)
    .filter((word) => !ROMAN.test(word) && WORDS[word] === undefined);
