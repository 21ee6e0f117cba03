import { Refusal } from '@tiepdan/refusal';

export const visitUnknown = () =>
  new Refusal({
    code: 'VISIT_UNKNOWN',
    field: 'input',
    message: 'Không tìm thấy lượt tiếp này.',
    messageEn: 'There is no such visit.',
  });
