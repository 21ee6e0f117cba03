import {
  loadForms,
  loadWorkflows,
  statesAfter,
  type FormCatalogue,
  type Machine,
  type State,
  type TimerReferences,
  type Workflows,
  type Transition,
} from '@tiepdan/workflow';
import { loadLaw, type Law, type TimerEnd, type TimerStart } from '@tiepdan/law';
import type { Validity } from '@tiepdan/dated-table';
import { inWorkspace } from '../workspace';
import type { GeneratedFile } from './generated-files';
import { ASSUMED_MARK, bothLanguages, inCode, markdownTable } from './markdown';

interface Tables {
  readonly workflows: Workflows;
  readonly forms: FormCatalogue;
  readonly law: Law;
}

const outcomeLabels: Readonly<Record<NonNullable<State['outcome']>, string>> = {
  EXPLAINED: 'đã giải thích',
  GUIDED: 'đã hướng dẫn',
  FORWARDED: 'đã chuyển',
  ACCEPTED: 'đã thụ lý',
  SETTLED: 'đã giải quyết',
  CARRIED_OUT: 'đã thi hành',
  WITHDRAWN: 'đã rút',
  TERMINATED: 'đã đình chỉ',
  FILED: 'đã lưu',
};

/**
 * Every procedure as a diagram and as tables: for whoever wants to check them without reading code.
 * @throws Error for a fault in the tables
 */
export function workflowsPage(directory = inWorkspace('libs', 'law', 'data')): GeneratedFile {
  const tables = { workflows: loadWorkflows(directory), forms: loadForms(directory), law: loadLaw(directory) };
  const machines = [...tables.workflows.machines.values()];
  const page = [
    '# Quy trình · Procedures',
    '',
    `Lập tự động từ \`libs/law/data/workflows\` bằng \`npm run schema\`. Sơ đồ vẽ các bước đang có hiệu lực, không vẽ bước giữ nguyên trạng thái; bảng có mọi bước cùng thời gian hiệu lực. Dấu ${ASSUMED_MARK} chỉ nội dung chưa đối chiếu với văn bản gốc. ▶ là thời hạn bắt đầu, ✓ là thời hạn đã xong.`,
    '',
    `Generated from \`libs/law/data/workflows\` by \`npm run schema\`. Diagrams show the steps in force that change the state; tables show every step with its validity, both ends included. ${ASSUMED_MARK} marks what was not read in a source; ▶ is a clock that starts, ✓ one that is met. \`npm run check workflows\` looks for unreachable states, states from which nothing comes to an end, exits from final states, steps without an actor, without rule or form, clocks without a date, never met or never started, guards unproven or holding on nothing, and steps nobody is told about although the law or the form names someone; it finds none, or the build fails.`,
    '',
    ...machines.flatMap((machine) => machineSection(machine, tables)),
    '## Điều kiện · Guards',
    '',
    ...markdownTable(
      ['Tên · Name', 'Điều kiện · Condition', 'Căn cứ · Basis'],
      [...tables.workflows.guards].map(([name, { label, labelEn, legalBasis }]) => [
        inCode(name),
        bothLanguages(label, labelEn),
        legalBasis,
      ]),
    ),
    '## Biểu mẫu · Forms',
    '',
    ...markdownTable(
      [
        'Mã · Code',
        'Số · Number',
        'Tên · Title',
        'Văn bản · Issued by',
        'Gửi cho · Addressed to',
        'Hiệu lực · Validity',
        'Nguồn · Evidence',
      ],
      [...tables.forms.values()]
        .flat()
        .map((form) => [
          inCode(form.code),
          form.number,
          bothLanguages(form.title, form.titleEn),
          form.issuedBy,
          form.addressedTo
            .map((names) => names.map((name) => tables.workflows.audiences.get(name)?.label ?? name).join(' / '))
            .join('; ') || '–',
          validity(form),
          evidence(form),
        ]),
    ),
  ];
  return { path: 'docs/law/workflows.md', content: page.join('\n') };
}

function machineSection(machine: Machine, tables: Tables): string[] {
  const own = machine.transitions.filter(({ machines }) => machines.includes(machine.code));
  const includes = machine.includes.map((code) => tables.workflows.machines.get(code)!);
  return [
    `## ${machine.label} · ${machine.labelEn}`,
    '',
    `\`${machine.code}\` · ${machine.legalBasis} · ${validity(machine)}`,
    '',
    ...includes.flatMap(({ label, labelEn }) => [
      `Gồm cả quy trình “${label}”, không chép lại ở đây. · Includes everything of "${labelEn}", not repeated here.`,
      '',
    ]),
    '```mermaid',
    ...diagram(machine, own),
    '```',
    '',
    ...markdownTable(
      ['Trạng thái · State', 'Tên · Name', 'Giai đoạn · Stage', 'Kết quả · Outcome', 'Kết thúc · Over', 'Căn cứ · Basis', 'Hiệu lực · Validity', 'Nguồn · Evidence'], // prettier-ignore
      machine.states.filter(({ machines }) => machines.includes(machine.code)).map(stateRow),
    ),
    ...markdownTable(
      ['Từ · From', 'Bước · Action', 'Điều kiện · Guards', 'Đến · To', 'Ai · Actor', 'Văn bản · Document', 'Thời hạn · Clocks', 'Báo cho · Told', 'Căn cứ · Basis', 'Hiệu lực · Validity', 'Nguồn · Evidence'], // prettier-ignore
      own.map((row) => transitionRow(row, tables)),
    ),
  ];
}

/** The machine's own steps, and those of its parts between the same states, so that the picture hangs together. */
function diagram(machine: Machine, own: readonly Transition[]): string[] {
  const inForce = ({ validTo }: Validity) => validTo === null;
  const shown = new Set([
    machine.initial,
    ...own.filter(inForce).flatMap(({ from, to }) => [...from, to ?? []].flat()),
  ]);
  const rows = machine.transitions.filter(inForce);
  const labels = new Map<string, Set<string>>();
  for (const row of rows)
    for (const from of row.from)
      for (const to of statesAfter(rows, row, from))
        if (from !== to && shown.has(from) && shown.has(to))
          labels.set(`${from} --> ${to}`, (labels.get(`${from} --> ${to}`) ?? new Set()).add(inDiagram(row.label)));
  const states = machine.states.filter((state) => inForce(state) && shown.has(state.code));
  return [
    'stateDiagram-v2',
    ...states.map(({ code, label }) => `  state "${inDiagram(label)}" as ${code}`),
    `  [*] --> ${machine.initial}`,
    ...[...labels].map(([arrow, names]) => `  ${arrow} : ${[...names].join(' / ')}`),
    ...states.filter(({ final }) => final).map(({ code }) => `  ${code} --> [*]`),
  ];
}

/** Marks that mean something to the drawing language. */
const inDiagram = (label: string): string => label.replaceAll(/[":;#]/g, '');

const stateRow = (state: State): string[] => [
  inCode(state.code),
  bothLanguages(state.label, state.labelEn),
  inCode(state.stage ?? ''),
  state.outcome === null ? '–' : `${outcomeLabels[state.outcome]}<br>\`${state.outcome}\``,
  state.final ? 'không còn bước nào · final' : state.over ? 'đã kết thúc · over' : '–',
  state.legalBasis,
  validity(state),
  evidence(state),
];

function transitionRow(row: Transition, { workflows, forms, law }: Tables): string[] {
  const people = (codes: readonly string[], names: Workflows['actors']) =>
    codes.map((code) => names.get(code)!.label).join('; ') || '–';
  return [
    row.from.map(inCode).join(' ') || '–',
    `${bothLanguages(row.label, row.labelEn)}<br>\`${row.action}\`${kindsNote(row, workflows)}`,
    row.guards.map((name) => workflows.guards.get(name)!.label).join('; ') || '–',
    row.to === null ? 'giữ nguyên · stays' : inCode(row.to),
    people(row.actors, workflows.actors),
    row.documents.map((code) => `${forms.get(code)?.at(-1)?.title ?? ''} \`${code}\``).join('; ') || '–',
    [...clocks('▶', row.starts, law), ...clocks('✓', row.meets, law)].join('<br>') || '–',
    people(row.told, workflows.audiences),
    row.legalBasis,
    validity(row),
    evidence(row),
  ];
}

const kindLabels = { COMPLAINT: 'khiếu nại', DENUNCIATION: 'tố cáo', PROPOSAL: 'kiến nghị', FEEDBACK: 'phản ánh' };

/** Named only where the row leaves out a kind that one of its machines is for. */
function kindsNote(row: Transition, { machines }: Workflows): string {
  const possible = new Set(row.machines.flatMap((code) => machines.get(code)!.kinds));
  return row.kinds.length === possible.size ? '' : `<br>(${row.kinds.map((kind) => kindLabels[kind]).join(', ')})`;
}

const clocks = (mark: string, { events, rules }: TimerReferences<TimerStart | TimerEnd>, law: Law): string[] => [
  ...events.map((event) => `${mark} \`${event}\``),
  ...rules.map((key) => `${mark} ${law.ruleLabel(key)} \`${key}\``),
];

const validity = ({ validFrom, validTo }: Validity): string => `${validFrom} – ${validTo ?? ''}`.trim();

const evidence = ({ evidence: certainty, evidenceTags }: Pick<State, 'evidence' | 'evidenceTags'>): string =>
  `${certainty === 'ASSUMED' ? `${ASSUMED_MARK} ` : ''}${evidenceTags.join(', ')}`;
