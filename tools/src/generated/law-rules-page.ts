import { loadLaw, type Rule } from '@tiepdan/law';
import type { CodeEntry, CodeLists } from '@tiepdan/code-lists';
import type { Evidenced, Validity } from '@tiepdan/dated-table';
import { inWorkspace } from '../workspace';
import type { GeneratedFile } from './generated-files';
import { ASSUMED_MARK, bothLanguages, inCode, markdownTable } from './markdown';
import { readOpenQuestions, unansweredAbout } from './open-questions';
import { readSources, type Source } from './sources';

const areas: Readonly<Record<string, string>> = {
  tcd: 'Tiếp công dân · Citizen reception',
  xld: 'Xử lý đơn · Handling of petitions',
  kn: 'Khiếu nại · Complaints',
  tc: 'Tố cáo · Denunciations',
  db: 'Cơ sở dữ liệu quốc gia · National database',
  dp: 'Dữ liệu cá nhân · Personal data',
  report: 'Báo cáo định kỳ · Statutory reports',
  local: 'Thông lệ của tỉnh · Practice of the province',
};

const lists: Readonly<Record<keyof CodeLists, string>> = {
  eligibilityConditions: 'Điều kiện để đơn được xử lý · Eligibility',
  ineligibleReasons: 'Lý do đơn không đủ điều kiện xử lý · Ineligibility',
  refusalGrounds: 'Căn cứ từ chối tiếp công dân · Refusal of reception',
  receptionTriggers: 'Trường hợp tiếp công dân đột xuất · Reception out of turn',
  groupRules: 'Nhiều người về một nội dung · Groups',
  complaintBars: 'Khiếu nại không được thụ lý · Bars to a complaint',
  denunciationConditions: 'Điều kiện thụ lý tố cáo · Conditions of a denunciation',
  complexityCriteria: 'Tiêu chí vụ việc phức tạp · Complexity criteria',
  complexityLevels: 'Mức độ phức tạp · Degrees of complexity',
  suspensionGrounds: 'Căn cứ tạm đình chỉ · Grounds to suspend',
  terminationGrounds: 'Căn cứ đình chỉ · Grounds to terminate',
  outcomes: 'Kết quả giải quyết · Outcomes',
  petitionerRights: 'Quyền của người đứng đơn · Rights of a petitioner',
  neutralProgress: 'Lời trung tính về tiến độ tố cáo · Neutral words on a denunciation',
  reportingPeriods: 'Kỳ báo cáo · Reporting periods',
  registers: 'Sổ và ký hiệu số · Registers and their suffixes',
};

const furtherColumns: Readonly<Record<string, string>> = {
  kinds: 'Loại đơn · Kinds',
  application: 'Áp dụng · Applies',
  usualDirection: 'Hướng xử lý · Direction',
  reply: 'Trả lời · Reply',
  form: 'Mẫu · Form',
  rules: 'Con số · Figures',
  criteriaMin: 'Từ số tiêu chí · Criteria from',
  aspect: 'Loại kết quả · Aspect',
  instances: 'Lần giải quyết · Instance',
  window: 'Kỳ số liệu · Window',
  dueMonth: 'Tháng gửi · Due month',
  dueDays: 'Ngày gửi · Due day',
  content: 'Thành phần · Content',
  register: 'Sổ · Register',
};
const kinds: Readonly<Record<string, string>> = {
  COMPLAINT: 'khiếu nại',
  DENUNCIATION: 'tố cáo',
  PROPOSAL: 'kiến nghị',
  FEEDBACK: 'phản ánh',
};

const sourceKinds: Readonly<Record<Source['kind'], string>> = {
  official: bothLanguages('bản chính thức', 'official'),
  transcription: bothLanguages('bản chép toàn văn', 'transcription'),
  secondary: bothLanguages('nguồn thứ cấp', 'secondary'),
  vendor: bothLanguages('phần mềm có sẵn', 'vendor'),
  provincial: bothLanguages('văn bản của tỉnh', 'of the province'),
};

/**
 * Every figure and code of the law as the tables have it, what is only assumed first: for the legal staff who check it.
 * @throws Error for a fault in the tables, or an assumed row without an open question, a source nobody described
 */
export function lawRulesPage(directory = inWorkspace('libs', 'law', 'data')): GeneratedFile {
  const law = loadLaw(directory);
  const rules = [...law.rules.values()].flat();
  const page = [
    '# Quy định và danh mục · Rules and code lists',
    '',
    `Lập tự động từ \`libs/law/data\` bằng \`npm run schema\`. Dấu ${ASSUMED_MARK} chỉ con số chưa đối chiếu với văn bản gốc. Nguồn \`S…\` là văn bản đã đọc; \`R-h\`, \`R-m\`, \`R-l\` là ghi theo trí nhớ với độ tin cậy cao, trung bình, thấp; \`D\` là suy ra; \`P\` là đề xuất của phần mềm.`,
    '',
    `Generated from \`libs/law/data\` by \`npm run schema\`. ${ASSUMED_MARK} marks what was not read in a source. Evidence: \`S…\` was read; \`R-h\`, \`R-m\`, \`R-l\` are recalled with high, medium, low confidence; \`D\` is derived; \`P\` is proposed by us. Validity includes both its ends.`,
    '',
    ...assumedSection(directory, rules, law.codes),
    '## Quy định · Rules',
    '',
    ...[...Map.groupBy(rules, areaOf)].flatMap(([area, ofArea]) => [
      `### ${areas[area] ?? area}`,
      '',
      ...ruleTable(ofArea),
    ]),
    '## Danh mục · Code lists',
    '',
    ...Object.entries(lists).flatMap(([list, title]) => [
      `### ${title}`,
      '',
      ...codeTable(law.codes[list as keyof typeof lists]),
    ]),
    '## Nguồn · Sources',
    '',
    ...markdownTable(
      ['Số · No.', 'Văn bản · Text', 'Loại · Kind'],
      readSources(directory).map(({ code, label, labelEn, kind }) => [
        code,
        bothLanguages(label, labelEn),
        sourceKinds[kind],
      ]),
    ),
  ];
  return { path: 'docs/law/rules.md', content: page.join('\n') };
}

const areaOf = ({ key }: Rule): string => key.slice(0, key.indexOf('.'));
const isAssumed = ({ evidence }: Evidenced): boolean => evidence === 'ASSUMED';
const marked = (text: string, entry: Evidenced): string => (isAssumed(entry) ? `${ASSUMED_MARK} ${text}` : text);
const evidenceText = ({ evidenceTags }: Evidenced): string => evidenceTags.join(', ');
const validityText = ({ validFrom, validTo }: Validity): string => `${validFrom} – ${validTo ?? ''}`.trim();
const rowName = (at: string, key: string): string => `${at.slice(0, at.lastIndexOf(':'))}:${key}`;

function assumedSection(directory: string, rules: readonly Rule[], codes: CodeLists): string[] {
  const questions = readOpenQuestions(directory);
  const askedIn = (at: string, key: string) =>
    unansweredAbout(questions, rowName(at, key))
      .map(({ id }) => `[${id}](open-questions.md)`)
      .join(', ');
  const entries = Object.keys(lists).flatMap((list): readonly CodeEntry[] => codes[list as keyof typeof lists]);
  return [
    `## ${ASSUMED_MARK} Chưa đối chiếu văn bản gốc · Assumed`,
    '',
    ...markdownTable(
      ['Mã · Key', 'Nội dung · Meaning', 'Giá trị · Value', 'Nguồn · Evidence', 'Câu hỏi · Question'],
      [
        ...rules.filter(isAssumed).map((rule) => ({ ...rule, code: rule.key, value: valueText(rule) })),
        ...entries.filter(isAssumed).map((entry) => ({ ...entry, value: '–' })),
      ].map((entry) => [
        marked(inCode(entry.code), entry),
        bothLanguages(entry.label, entry.labelEn),
        entry.value,
        evidenceText(entry),
        askedIn(entry.at, entry.code),
      ]),
    ),
  ];
}

const ruleTable = (rules: readonly Rule[]): string[] =>
  markdownTable(
    [
      'Mã · Key',
      'Nội dung · Meaning',
      'Giá trị · Value',
      'Tính từ · From',
      'Căn cứ · Basis',
      'Hiệu lực · Validity',
      'Nguồn · Evidence',
    ],
    rules.map((rule) => [
      marked(inCode(rule.key), rule),
      bothLanguages(rule.label, rule.labelEn),
      valueText(rule),
      startEventText(rule),
      rule.legalBasis,
      validityText(rule),
      evidenceText(rule),
    ]),
  );

const startEventText = ({ startEventLabel, startEventLabelEn }: Rule): string =>
  startEventLabel === null || startEventLabelEn === null ? '–' : bothLanguages(startEventLabel, startEventLabelEn);

function valueText({ value, unit, unitLabel, unitLabelEn, counting }: Rule): string {
  if (counting?.count === 0) return bothLanguages('làm ngay', 'at once');
  if (unit === 'bool') return value === '1' ? bothLanguages('có', 'yes') : bothLanguages('không', 'no');
  if (unit === '-' || unit === 'enum') return value.split(',').map(inCode).join(', ');
  const figure = /^\d+$/.test(value) ? value : inCode(value);
  return bothLanguages(
    `${figure} ${unitLabel}`,
    `${figure} ${value === '1' ? unitLabelEn.replace(/s\b/, '') : unitLabelEn}`,
  );
}

const alwaysShown = [
  'at',
  'code',
  'label',
  'labelEn',
  'legalBasis',
  'validFrom',
  'validTo',
  'evidence',
  'evidenceTags',
];

function codeTable(entries: readonly CodeEntry[]): string[] {
  const further = Object.keys(entries[0]!).filter((property) => !alwaysShown.includes(property));
  const shown = further.filter((property) => property !== 'kinds' || entries.some(({ kinds }) => kinds[0] !== '*'));
  const cell = (entry: CodeEntry, property: string): string =>
    [entry[property as keyof CodeEntry]]
      .flat()
      .map((value) => kinds[String(value)] ?? inCode(String(value)))
      .join(', ') || '–';
  return markdownTable(
    [
      'Mã · Code',
      'Nội dung · Meaning',
      ...shown.map((property) => furtherColumns[property] ?? property),
      'Căn cứ · Basis',
      'Hiệu lực · Validity',
      'Nguồn · Evidence',
    ],
    entries.map((entry) => [
      marked(inCode(entry.code), entry),
      bothLanguages(entry.label, entry.labelEn),
      ...shown.map((property) => cell(entry, property)),
      entry.legalBasis,
      validityText(entry),
      evidenceText(entry),
    ]),
  );
}
