import { Refusal } from '@tiepdan/refusal';

export const caseUnknown = () =>
  new Refusal({
    code: 'CASE_UNKNOWN',
    field: 'case',
    message: 'Không tìm thấy vụ việc này.',
    messageEn: 'There is no such case.',
  });
export const versionChanged = () =>
  new Refusal({
    code: 'VERSION_CHANGED',
    field: 'expectedVersion',
    message: 'Vụ việc vừa có thay đổi; hãy xem lại rồi thực hiện lại.',
    messageEn: 'The case has just changed; look again and repeat.',
  });
