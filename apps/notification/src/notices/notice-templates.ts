import { dayInProvince } from '@tiepdan/dated-table';

/** A text of the office, with `{placeholders}`. A changed text is a new version: a sent notice keeps the words it was sent with. */
export interface NoticeTemplate {
  readonly code: string;
  readonly version: number;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const templates: readonly NoticeTemplate[] = [
  {
    code: 'case-accepted',
    version: 1,
    subject: 'Thông báo thụ lý đơn số {petitionNumber}',
    paragraphs: [
      '{agencyName} thông báo: đơn khiếu nại số {petitionNumber} đã được thụ lý giải quyết ngày {acceptedOn}{byDocument}.',
      'Số vụ việc: {caseNumber}.',
      'Thời hạn giải quyết: chậm nhất ngày {resolveDueOn}.',
      'Trong thời gian giải quyết, ông (bà) có quyền cung cấp thêm tài liệu, tham gia đối thoại, rút toàn bộ hoặc một phần nội dung khiếu nại, và được thông báo kết quả bằng văn bản.',
      'Nếu quá thời hạn nêu trên mà chưa nhận được quyết định giải quyết, ông (bà) có quyền khiếu nại lần hai hoặc khởi kiện vụ án hành chính tại Tòa án theo quy định của pháp luật.',
    ],
  },
  {
    // The law protects who denounces: nothing here tells what it is about or against whom.
    code: 'denunciation-accepted',
    version: 1,
    subject: 'Thông báo về đơn số {petitionNumber}',
    paragraphs: [
      '{agencyName} thông báo: đơn số {petitionNumber} đã được thụ lý ngày {acceptedOn}.',
      'Thời hạn giải quyết: chậm nhất ngày {resolveDueOn}.',
      'Thông tin về ông (bà) được giữ bí mật theo quy định của pháp luật. Vui lòng không chuyển tiếp thông báo này.',
    ],
  },
  {
    code: 'denunciation-identity-opened',
    version: 1,
    subject: 'Danh tính người đứng đơn số {petitionNumber} đã được mở',
    paragraphs: [
      'Danh tính người đứng đơn số {petitionNumber} đã được mở theo đề nghị của một người giữ danh tính và chấp thuận của một người giữ danh tính khác.',
      'Việc mở tự kết thúc lúc {openUntil}. Mục đích và người liên quan: xem mục mở danh tính.',
    ],
  },
  {
    code: 'petition-accepted',
    version: 1,
    subject: 'Thông báo tiếp nhận giải quyết đơn số {petitionNumber}',
    paragraphs: [
      '{agencyName} thông báo: kiến nghị, phản ánh tại đơn số {petitionNumber} đã được tiếp nhận để giải quyết ngày {acceptedOn}{byDocument}.',
      'Số vụ việc: {caseNumber}.',
    ],
  },
  {
    code: 'deadlines-moved',
    version: 1,
    subject: 'Thời hạn của {caseCount} vụ việc thay đổi theo lịch làm việc',
    paragraphs: [
      'Lịch làm việc thay đổi ở ngày {changedDays}; thời hạn của {caseCount} vụ việc đã được tính lại.',
      'Thời hạn gần nhất: {nextDueOn}. Danh sách việc cho biết thời hạn mới của từng vụ việc và cách tính.',
    ],
  },
  {
    code: 'directive-sent',
    version: 1,
    subject: 'Gửi văn bản: {title}',
    paragraphs: [
      'Kính gửi: {recipient}.',
      'Gửi kèm văn bản{byNumber}{issued}: {title}.',
      'Đề nghị cơ quan, đơn vị xác nhận đã nhận văn bản này để tổ chức thực hiện.',
    ],
  },
];

/** The newest version of a template. Throws for a code that no template has: a fault of the program, not of a caller. */
export function newestTemplate(code: string): NoticeTemplate {
  const [newest] = templates.filter((template) => template.code === code).sort((a, b) => b.version - a.version);
  if (!newest) throw new Error(`there is no template ${code}`);
  return newest;
}

export interface RenderedNotice {
  readonly subject: string;
  /** Without a salutation: the name is added where the message leaves, and nowhere else. */
  readonly paragraphs: readonly string[];
}

/** The notice in the words of its own template version. Throws when a placeholder has no particular. */
export function renderNotice(
  code: string,
  version: number,
  particulars: Readonly<Record<string, string>>,
): RenderedNotice {
  const template = templates.find((candidate) => candidate.code === code && candidate.version === version);
  if (!template) throw new Error(`there is no template ${code} version ${version}`);
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const particular = particulars[name];
      if (particular === undefined) throw new Error(`template ${code} misses ${name}`);
      return particular;
    });
  return { subject: fill(template.subject), paragraphs: template.paragraphs.map(fill) };
}

/** An instant as it is written in Vietnamese documents: `09 giờ 05 phút ngày 05/01/2021`, by the clock of the province. */
export function writtenMoment(instant: string): string {
  const at = new Date(instant);
  const [hour, minute] = CLOCK.format(at).split(':');
  return `${hour} giờ ${minute} phút ngày ${writtenDay(dayInProvince(at))}`;
}
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** A day as it is written in Vietnamese documents: `05/01/2021`. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/');
