import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Cells = Readonly<Partial<Record<string, string>>>;

const shared = {
  label_vi: 'Nhãn',
  label_en: 'Label',
  legal_basis: 'Luật Đ.1',
  valid_from: '2024-01-01',
  valid_to: '',
  evidence: 'S1',
};
const defaults = {
  machines: { code: 'm', ...shared, includes: '-', initial: 'OPEN', kinds: 'COMPLAINT', instances: '1' },
  states: { code: '', machines: 'm', stage: 'HANDLING', over: 'no', final: 'no', outcome: '-', ...shared },
  transitions: {
    ...{ machines: 'm', kinds: '*', from: 'OPEN', action: 'finish', guards: 'isEligible', to: 'DONE', actors: 'head' },
    ...{ command: '-', document: 'F/01', starts: '-', meets: '-' },
    ...{ told: 'citizen', must_tell: 'citizen', ...shared },
  },
};
const headers = {
  machines: 'code|label_vi|label_en|includes|initial|kinds|instances|legal_basis|valid_from|valid_to|evidence',
  states: 'code|machines|stage|over|final|outcome|label_vi|label_en|legal_basis|valid_from|valid_to|evidence',
  transitions:
    'machines|kinds|from|action|guards|to|actors|command|document|starts|meets|told|must_tell|label_vi|label_en|legal_basis|valid_from|valid_to|evidence',
};

export interface SmallTables {
  readonly machines?: readonly Cells[];
  readonly states?: readonly Cells[];
  readonly transitions?: readonly Cells[];
}

/** A procedure of two states and one step in which nothing is wrong; each cell given instead replaces one of it. */
export const soundStates: readonly Cells[] = [
  { code: 'OPEN' },
  { code: 'DONE', over: 'yes', final: 'yes', outcome: 'SETTLED' },
];

/** Writes tables into a directory of their own, hands it over and removes it again. */
export function withTables<Result>(tables: SmallTables, use: (directory: string) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), 'workflows-'));
  const folder = join(directory, 'workflows');
  mkdirSync(folder);
  const write = (name: keyof typeof headers, rows: readonly Cells[]) => {
    const columns = headers[name].split('|');
    const lines = rows.map((row) =>
      columns.map((column) => (({ ...defaults[name], ...row }) as Cells)[column]).join('|'),
    );
    writeFileSync(join(folder, `${name}.psv`), `${[headers[name], ...lines].join('\n')}\n`);
  };
  try {
    write('machines', tables.machines ?? [{}]);
    write('states', tables.states ?? soundStates);
    write('transitions', tables.transitions ?? [{}]);
    writeFileSync(
      join(folder, 'guards.psv'),
      'name|sentence_vi|sentence_en|legal_basis\nisEligible|đủ điều kiện|eligible|Luật Đ.2\n',
    );
    for (const name of ['actors.psv', 'audiences.psv']) cpSync(`libs/law/data/workflows/${name}`, join(folder, name));
    writeFileSync(
      join(directory, 'forms-catalogue.psv'),
      'code|number|title_vi|title_en|issued_by|addressed_to|valid_from|valid_to|evidence\nF/01|Mẫu 01|Mẫu|Form|Luật|citizen/petitioner|2020-01-01||S1\n',
    );
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
