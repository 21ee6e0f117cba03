/** A text of the office, with `{fields}`. */
export interface NoticeText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/**
 * Every version of each text, the newest last. A changed text is a new version: a notice keeps the words it was made with.
 */
export const noticeTexts = {
  'case-accepted': [
    {
      subject: 'Thông báo thụ lý đơn số {petitionNumber}',
      paragraphs: [
        '{agencyName} thông báo: đơn khiếu nại số {petitionNumber} đã được thụ lý giải quyết ngày {acceptedOn}{byDocument}.',
        'Số vụ việc: {caseNumber}.',
        'Thời hạn giải quyết: chậm nhất ngày {resolveDueOn}.',
        'Trong thời gian giải quyết, ông (bà) có quyền cung cấp thêm tài liệu, tham gia đối thoại, rút toàn bộ hoặc một phần nội dung khiếu nại, và được thông báo kết quả bằng văn bản.',
        'Nếu quá thời hạn nêu trên mà chưa nhận được quyết định giải quyết, ông (bà) có quyền khiếu nại lần hai hoặc khởi kiện vụ án hành chính tại Tòa án theo quy định của pháp luật.',
      ],
    },
  ],
  // The law protects the denouncer: nothing here says what it is about or against whom.
  'denunciation-accepted': [
    {
      subject: 'Thông báo về đơn số {petitionNumber}',
      paragraphs: [
        '{agencyName} thông báo: đơn số {petitionNumber} đã được thụ lý ngày {acceptedOn}.',
        'Thời hạn giải quyết: chậm nhất ngày {resolveDueOn}.',
        'Thông tin về ông (bà) được giữ bí mật theo quy định của pháp luật. Vui lòng không chuyển tiếp thông báo này.',
      ],
    },
  ],
  'denunciation-identity-opened': [
    {
      subject: 'Danh tính người đứng đơn số {petitionNumber} đã được mở',
      paragraphs: [
        'Danh tính người đứng đơn số {petitionNumber} đã được mở theo đề nghị của một người giữ danh tính và chấp thuận của một người giữ danh tính khác.',
        'Việc mở tự kết thúc lúc {openUntil}. Mục đích và người liên quan: xem mục mở danh tính.',
      ],
    },
  ],
  'petition-accepted': [
    {
      subject: 'Thông báo tiếp nhận giải quyết đơn số {petitionNumber}',
      paragraphs: [
        '{agencyName} thông báo: kiến nghị, phản ánh tại đơn số {petitionNumber} đã được tiếp nhận để giải quyết ngày {acceptedOn}{byDocument}.',
        'Số vụ việc: {caseNumber}.',
      ],
    },
  ],
  'deadlines-moved': [
    {
      subject: 'Thời hạn của {caseCount} vụ việc thay đổi theo lịch làm việc',
      paragraphs: [
        'Lịch làm việc thay đổi ở ngày {changedDays}; thời hạn của {caseCount} vụ việc đã được tính lại.',
        'Thời hạn gần nhất: {nextDueOn}. Danh sách việc cho biết thời hạn mới của từng vụ việc và cách tính.',
      ],
    },
  ],
  'directive-sent': [
    {
      subject: 'Gửi văn bản: {title}',
      paragraphs: [
        'Kính gửi: {recipient}.',
        'Gửi kèm văn bản{byNumber}{issued}: {title}.',
        'Đề nghị cơ quan, đơn vị xác nhận đã nhận văn bản này để tổ chức thực hiện.',
      ],
    },
  ],
} as const satisfies Readonly<Record<string, readonly NoticeText[]>>;

export type TemplateCode = keyof typeof noticeTexts;
