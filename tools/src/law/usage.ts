import { toDay, type Day } from '@tiepdan/dated-table';
import { twoSentences } from './law-faults';

const USAGE = `Cách dùng:
  npm run law -- due <quy định> <ngày> [--pause TỪ..ĐẾN[:CĂN_CỨ]]… [--extensions <số lần>] [--complexity <mức>]
  npm run law -- rule <quy định> [--as-of <ngày>]
  npm run law -- replay --rules <tệp> --from <ngày> --to <ngày> [--database <địa chỉ>]
  Ngày viết theo dạng NĂM-THÁNG-NGÀY. Căn cứ tạm dừng: SUSPENSION (tạm đình chỉ), EXPERT_ASSESSMENT (trưng cầu giám định),
  OBSTACLE (trở ngại khách quan).
Usage:
  npm run law -- due <rule> <day> [--pause FROM..TO[:GROUND]]… [--extensions <times>] [--complexity <code>]
  npm run law -- rule <rule> [--as-of <day>]
  npm run law -- replay --rules <file> --from <day> --to <day> [--database <url>]
  A day is written YYYY-MM-DD. Grounds of a pause: SUSPENSION, EXPERT_ASSESSMENT, OBSTACLE.`;

/** A question that cannot be read, said in both languages, with how questions are asked. */
export const usageFault = ({ message, messageEn, code = 'USAGE' }: Fault): Error =>
  twoSentences({ code, message, messageEn: `${messageEn}\n\n${USAGE}` });

interface Fault {
  readonly message: string;
  readonly messageEn: string;
  readonly code?: string;
}

const vietnamese: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'Không có tùy chọn này.',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'Một tùy chọn thiếu giá trị hoặc có giá trị không hợp lệ.',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'Thừa tham số.',
};

/** What Node's own reader of arguments refuses becomes the usage; whatever else is thrown stays as it is. */
export function withUsage(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (!code?.startsWith('ERR_PARSE_ARGS')) return error;
  return usageFault({ message: vietnamese[code] ?? 'Tham số không hợp lệ.', messageEn: error.message });
}

/** @throws Error with the usage when the argument is missing or no existing day */
export function dayArgument(name: string, text: string | undefined): Day {
  if (text !== undefined) return toDay(text);
  throw usageFault({
    code: 'ARGUMENT_MISSING',
    message: `Thiếu ${name}: một ngày viết theo dạng NĂM-THÁNG-NGÀY.`,
    messageEn: `${name} is missing: a day written as YYYY-MM-DD.`,
  });
}
