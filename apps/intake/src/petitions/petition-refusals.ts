import { Refusal } from '@tiepdan/refusal';

export const petitionUnknown = (field: string) =>
  new Refusal({
    code: 'PETITION_UNKNOWN',
    field,
    message: 'Không tìm thấy đơn này.',
    messageEn: 'There is no such petition.',
  });

export const versionChanged = () =>
  new Refusal({
    code: 'VERSION_CHANGED',
    field: 'expectedVersion',
    message: 'Đơn vừa có thay đổi; hãy xem lại rồi thực hiện lại.',
    messageEn: 'The petition has just changed; look again and repeat.',
  });
