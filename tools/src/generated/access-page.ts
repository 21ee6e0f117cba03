import { format } from 'prettier';
import { relations, roleLabels, roles, type Need, type OperationRule, type Relation, type Role } from '@tiepdan/access';
import { accessTable, decisionOf, operations, type Operation } from '@tiepdan/access/all';
import type { GeneratedFile } from './generated-files';
import { bothLanguages, inCode, markdownTable } from './markdown';

type Group = 'INTAKE' | 'CASES' | 'OFFICERS' | 'DIRECTIVES' | 'NOTICES' | 'REPORTS' | 'COMMON' | 'OTHER';
const groupTitles: Readonly<Record<Group, string>> = {
  INTAKE: 'Tiếp công dân, nhận đơn · Reception and petitions',
  CASES: 'Vụ việc · Cases',
  OFFICERS: 'Ủy quyền, cán bộ · Delegation and officers',
  DIRECTIVES: 'Thông báo kết luận · Directives',
  NOTICES: 'Thông báo gửi đi · Notices',
  REPORTS: 'Báo cáo · Reports',
  COMMON: 'Tra cứu chung, lịch làm việc · Common questions and the calendar',
  OTHER: 'Việc khác · Everything else',
};

/** An operation of none of these words stands under the last heading. */
const groupWords: readonly (readonly [RegExp, Group])[] = [
  [/Visit$|Petition$|PetitionContent$|Denouncer$|Disclosure$/, 'INTAKE'],
  [/Case$|confirmSending/, 'CASES'],
  [/Delegation$|Officer$/, 'OFFICERS'],
  [/Directive$/, 'DIRECTIVES'],
  [/Notice|contactPetitioner/, 'NOTICES'],
  [/Report/, 'REPORTS'],
  [/Agency$|Law$|Self$|CalendarDay$/, 'COMMON'],
];
const groupOf = (operation: Operation): Group => groupWords.find(([word]) => word.test(operation))?.[1] ?? 'OTHER';

const relationWords: Readonly<Record<Relation, string>> = {
  EXCLUDED: '',
  OWN_CASE: 'vụ việc của mình',
  OWN_AGENCY: 'của cơ quan mình',
  SUPERIOR: 'của cơ quan cấp dưới',
  NONE: 'mọi nơi',
};
const needWords: Readonly<Record<Need, string>> = {
  PURPOSE: 'nêu mục đích (with a purpose)',
  SECOND_PERSON: 'người thứ hai chấp thuận (approved by a second person)',
};

/** Who may do what, as one page for whoever reads law rather than code. */
export async function accessPage(): Promise<GeneratedFile> {
  const byGroup = Map.groupBy(operations, groupOf);
  const sections = (Object.keys(groupTitles) as Group[]).flatMap((group) => section(group, byGroup.get(group) ?? []));
  const page = ['# Ai được làm gì · Who may do what', '', ...introduction, ...sections].join('\n');
  return { path: 'docs/access.md', content: await format(page, { parser: 'markdown', printWidth: 120 }) };
}

const introduction = [
  'Lập tự động từ `libs/trust/access/src/tables` bằng `npm run schema`. Ai không có tên ở một dòng thì không được làm việc đó. Mỗi vai trò được nhận theo quyết định, có thời hạn, tại một cơ quan; người được ủy quyền làm được những gì vai trò được ủy quyền làm được, tại cơ quan của người ủy quyền.',
  '',
  'Generated from `libs/trust/access/src/tables` by `npm run schema`. Whoever is not named in a line may not. A duty is held by decision, for a time, at one body; a delegate may do what the delegated duty may, at the body of whoever gave it.',
  '',
  '## Người phải tránh việc · Who is excluded',
  '',
  'Trước mọi dòng dưới đây: người bị khiếu nại, bị tố cáo; người đã giải quyết lần trước; người được những người ấy ủy quyền; và, đối với tố cáo, mọi người công tác tại cơ quan bị tố cáo hoặc tại cơ quan cấp dưới của cơ quan ấy, hoặc dưới quyền người đứng đầu bị tố cáo, không được tiếp nhận, xem, tìm, đếm, được báo tin, ủy quyền hay phê duyệt gì trong vụ việc đó. Đối với họ, vụ việc ấy giống như không có. Khiếu nại một cơ quan thì chính cơ quan ấy giải quyết trước (Luật Khiếu nại Đ.17), nên chỉ người bị khiếu nại phải tránh. Đơn đã có lúc được xác định là tố cáo thì luôn được giữ như tố cáo. Tố cáo chính cơ quan nhận đơn được chuyển lên cơ quan cấp trên gần nhất không bị tố cáo. Số liệu tổng hợp theo đơn vị vẫn tính cả các vụ việc ấy, nhưng không kèm mã của vụ việc nào là tố cáo hoặc nhằm vào một cán bộ.',
  '',
  'Before every line below: whoever is complained of or denounced; who handled the earlier instance; whoever acts in their name; and, for a denunciation, everybody who serves at the denounced body or one below it, or under a denounced head, can neither receive, see, find, count, be told of, delegate into nor approve anything in that matter. To them it does not exist. A complaint about a body is settled by that body first, so only the officer complained of is excluded. What was ever taken for a denunciation stays guarded like one. A denunciation of the body it came to goes to the nearest body above that is free. Figures by unit count such matters too, but name none that is a denunciation or about an officer.',
  '',
];

function section(group: Group, among: readonly Operation[]): string[] {
  if (among.length === 0) return [];
  const head = ['Việc · Operation', 'Ai, ở đâu · Who, where', 'Căn cứ · Basis'];
  return [`## ${groupTitles[group]}`, '', ...markdownTable(head, among.map(row))];
}

function row(operation: Operation): string[] {
  const { label, legalBasis }: OperationRule = accessTable[operation];
  const byReach = Map.groupBy(
    roles.filter((role) => reachOf(operation, role) !== ''),
    (role) => reachOf(operation, role),
  );
  const who = [...byReach].map(([reach, among]) => `${peopleIn(among)}: **${reach}**`);
  return [bothLanguages(label, inCode(operation)), who.join('<br>') || '–', legalBasis];
}

/** In words, with what is needed besides; empty where the role may not at all. */
function reachOf(operation: Operation, role: Role): string {
  const allowed = relations.filter((relation) => decisionOf(operation, role, relation) !== 'DENY');
  const reach = allowed.includes('NONE') ? relationWords.NONE : allowed.map((each) => relationWords[each]).join(', ');
  const needs = new Set(allowed.flatMap((relation) => needsOf(operation, role, relation)));
  return [reach, ...[...needs].map((need) => needWords[need])].filter((words) => words !== '').join('; ');
}

function needsOf(operation: Operation, role: Role, relation: Relation): readonly Need[] {
  const decision = decisionOf(operation, role, relation);
  return decision === 'ALLOW' || decision === 'DENY' ? [] : decision;
}

const everyOfficer: readonly Role[] = roles.filter((role) => role !== 'citizen' && role !== 'service');

function peopleIn(among: readonly Role[]): string {
  const isEveryOfficer = everyOfficer.every((role) => among.includes(role));
  const named = isEveryOfficer ? among.filter((role) => !everyOfficer.includes(role)) : among;
  return [...(isEveryOfficer ? ['mọi cán bộ'] : []), ...named.map((role) => roleLabels[role])].join('; ');
}
