import {
  evidenceOf,
  isInForce,
  LawError,
  readTableFile,
  tableFault,
  validityOf,
  versionsByKey,
  type Day,
  type Evidence,
  type Validity,
} from '@tiepdan/dated-table';

export interface FormColumn {
  /** As printed (MS), once twice within a form (see the data's README); 0 is the column that names the reporting unit. */
  readonly number: number;
  /** Headings from the outermost to the column's own. */
  readonly path: readonly string[];
  /** As printed: how the column follows from others, or a bound it keeps. */
  readonly formula: string | null;
  readonly evidence: Evidence;
}
export interface Form {
  readonly code: string;
  readonly ruleSet: string;
  readonly title: string;
  readonly columns: readonly FormColumn[];
}
/** A circular that fixes the statutory forms of its time. */
export interface RuleSet extends Validity {
  readonly at: string;
  readonly code: string;
  readonly title: string;
}
export interface Forms {
  readonly ruleSets: readonly RuleSet[];
  readonly forms: readonly Form[];
}

const PATH_SEPARATOR = ' › ';
const REMARK_PREFIX = 'note:';

/** @throws Error naming file and line: two circulars in force on one day, a form without a title, a column twice */
export function loadForms(directory: string): Forms {
  const ruleSetColumns = ['code', 'title', 'valid_from', 'valid_to', 'legal_basis', 'evidence'] as const;
  const ruleSets = readTableFile(directory, 'rule-sets.psv', ruleSetColumns).map((row) => ({
    ...validityOf(row),
    at: row.at,
    code: row.code,
    title: row.title,
  }));
  versionsByKey(ruleSets, () => 'the circular on reports');
  const titles = readTableFile(directory, 'form-titles.psv', ['rule_set', 'form', 'title', 'evidence']);
  const forms = ruleSets.flatMap(({ code: ruleSet }) => {
    const rows = readTableFile(directory, `forms/${ruleSet}.psv`, ['form', 'MS', 'path', 'formula', 'evidence']);
    return [...Map.groupBy(rows, ({ form }) => form)].map(([code, ofForm]): Form => {
      const title = titles.find((known) => known.rule_set === ruleSet && known.form === code)?.title;
      if (title === undefined) throw tableFault(ofForm[0]!, `form ${code} has no title`);
      ofForm.forEach((row, index) => {
        if (!/^\d+$/.test(row.MS)) throw tableFault(row, `column number "${row.MS}" is none`);
        if (ofForm.findIndex(({ path }) => path === row.path) < index)
          throw tableFault(row, `duplicate column "${row.path}" in ${code}`);
      });
      const columns = ofForm
        .filter(({ path }) => !path.startsWith(REMARK_PREFIX))
        .map((row) => ({
          number: Number(row.MS),
          path: row.path.split(PATH_SEPARATOR),
          formula: row.formula === '' ? null : row.formula,
          evidence: evidenceOf(row),
        }));
      return { code, ruleSet, title, columns };
    });
  });
  return { ruleSets, forms };
}

/** @throws LawError UNKNOWN_FORM */
export function formOf({ forms }: Forms, code: string, ruleSet: string): Form {
  const form = forms.find((known) => known.code === code && known.ruleSet === ruleSet);
  if (form !== undefined) return form;
  throw new LawError({
    code: 'UNKNOWN_FORM',
    message: `Bộ biểu mẫu ${ruleSet} không có biểu ${code}.`,
    messageEn: `Rule set ${ruleSet} has no form ${code}.`,
  });
}

/** Code of the circular whose forms hold for a period that ends on a day. @throws LawError NO_RULE_SET */
export function ruleSetOn({ ruleSets }: Forms, day: Day): string {
  const ruleSet = ruleSets.find((known) => isInForce(known, day));
  if (ruleSet !== undefined) return ruleSet.code;
  throw new LawError({
    code: 'NO_RULE_SET',
    message: `Chưa có bộ biểu mẫu báo cáo cho ngày ${day}.`,
    messageEn: `No set of report forms is known for ${day}.`,
  });
}
