import type { ServerResponse } from 'node:http';
import { sendAnswer } from '../answers/send-answer';

interface HttpRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** What a request is told that never becomes an operation. */
export const httpRefusals = {
  unauthenticated: {
    status: 401,
    code: 'UNAUTHENTICATED',
    message: 'Bạn chưa đăng nhập hoặc phiên đăng nhập không còn hiệu lực.',
    messageEn: 'You are not signed in, or your token is not valid.',
    headers: { 'www-authenticate': 'Bearer' },
  },
  notFound: {
    status: 404,
    code: 'NOT_FOUND',
    message: 'Không có địa chỉ này.',
    messageEn: 'There is nothing at this address.',
  },
  wrongMethod: {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: 'Chỉ nhận yêu cầu POST.',
    messageEn: 'Only POST is accepted here.',
    headers: { allow: 'POST' },
  },
  wrongType: {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Chỉ nhận dữ liệu application/json.',
    messageEn: 'Only application/json is accepted.',
  },
  tooLarge: {
    status: 413,
    code: 'BODY_TOO_LARGE',
    message: 'Yêu cầu vượt quá 256 KiB.',
    messageEn: 'The request is larger than 256 KiB.',
  },
  /** Nothing is unpacked to see how large it would become: what has no bound is too large. */
  packed: {
    status: 413,
    code: 'BODY_TOO_LARGE',
    message:
      'Không nhận yêu cầu nén, vì không biết trước kích thước sau khi giải nén. Hãy gửi không nén, tối đa 256 KiB.',
    messageEn:
      'Packed requests are not accepted, as what they unpack to has no bound. Send it unpacked, up to 256 KiB.',
  },
  notJson: {
    status: 400,
    code: 'BAD_REQUEST',
    message: 'Yêu cầu không phải là JSON hợp lệ.',
    messageEn: 'The request is not valid JSON.',
  },
  batch: {
    status: 400,
    code: 'BATCH_NOT_ALLOWED',
    message: 'Không nhận nhiều truy vấn trong một yêu cầu.',
    messageEn: 'A request holds one operation, not an array of them.',
  },
  documentUnknown: {
    status: 400,
    code: 'PERSISTED_QUERY_NOT_FOUND',
    message: 'Không có truy vấn đã đăng ký nào có mã này với nội dung này.',
    messageEn: 'No document is registered under this id with this text.',
  },
  documentNotRegistered: {
    status: 403,
    code: 'DOCUMENT_NOT_REGISTERED',
    message: 'Vai trò của bạn chỉ dùng được các truy vấn đã đăng ký; hãy gửi mã truy vấn (documentId).',
    messageEn: 'Your duties let you use registered documents only; send the id of one (documentId).',
  },
  internalHeader: {
    status: 400,
    code: 'HEADER_NOT_ALLOWED',
    message: 'Yêu cầu mang tiêu đề HTTP dành riêng cho nội bộ.',
    messageEn: 'The request carries a header that only the system itself may use.',
  },
  waitForMalformed: {
    status: 400,
    code: 'BAD_WAIT_FOR',
    message: 'Tiêu đề x-tiepdan-wait-for phải có dạng <chủ đề>/<uuid>:<phiên bản>, tối đa 20 mục.',
    messageEn:
      'The header x-tiepdan-wait-for must be <topic>/<uuid>:<version>, separated by commas, at most 20 of them.',
  },
  busy: {
    status: 503,
    code: 'BUSY',
    message: 'Hệ thống đang quá tải, xin thử lại sau giây lát.',
    messageEn: 'The system is overloaded; please try again in a moment.',
    headers: { 'retry-after': 1 },
  },
} as const satisfies Record<string, HttpRefusal>;

export type HttpRefusalName = keyof typeof httpRefusals;

export function refuse(response: ServerResponse, name: HttpRefusalName): void {
  const { status, code, message, messageEn, headers = {} }: HttpRefusal = httpRefusals[name];
  const body = JSON.stringify({ errors: [{ message, extensions: { code, messageEn } }] });
  for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
  sendAnswer(response, { status, body });
}
