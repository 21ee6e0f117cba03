import { Refusal } from '@tiepdan/refusal';

export const visitUnknown = () =>
  new Refusal({
    code: 'VISIT_UNKNOWN',
    field: 'input',
    message: 'Không tìm thấy lượt tiếp này.',
    messageEn: 'There is no such visit.',
  });

export const denunciationWithOthers = () =>
  new Refusal({
    code: 'DENUNCIATION_WITH_OTHERS',
    field: 'petitions',
    message:
      'Cơ quan này giữ danh tính người tố cáo trong sổ mật ngoài mạng: lượt tiếp có đơn tố cáo phải ghi riêng, không ghi chung với đơn khác.',
    messageEn:
      'This agency keeps denouncers in a sealed register: register a visit with a denunciation by itself, without other petitions.',
    legalBasis: 'Luật TC Đ.47, Đ.56',
  });
