import type { Day } from '@tiepdan/dated-table';
import type { ReportLaw } from '@tiepdan/report-forms';
import type { HeardRules } from '../ledger/heard-book';
import type { MatterFacts } from '../ledger/matter';
import { countMatters, mattersByAgency, type MatterHeard } from './count-matters';
import type { FilledForm, FormCell } from './form-cells';
import {
  accountsCounted,
  reportChecks,
  reportColumns,
  reportHash,
  reportRows,
  type AgencyFigures,
  type Report,
} from './report';
import { agencyUnknown, askReport, type ReportInput, type ReportQuestion } from './report-question';
import { windowParts, type DaySpan, type WindowParts } from './reporting-window';

export interface Agency {
  readonly no: number;
  readonly id: string;
  readonly name: string | null;
}
/** Which postings count: of one agency or (null) all, within a span, as known at the end of a day. */
export interface Scope {
  readonly agencyNo: number | null;
  readonly span: DaySpan;
  readonly knownOn: Day;
}
export interface AccountSum {
  readonly agencyNo: number;
  readonly account: number;
  readonly amount: number;
}

/** What a report reads. */
export interface Books {
  agencyById(id: string): Promise<Agency | null>;
  agenciesByNo(nos: readonly number[]): Promise<ReadonlyMap<number, Agency>>;
  sumAccounts(scope: Scope, parts: WindowParts, accounts: readonly number[]): Promise<readonly AccountSum[]>;
  factsWithin(scope: Scope): Promise<MatterFacts>;
  appliedThrough(): Promise<Date | null>;
}

export interface ReportRules extends HeardRules {
  readonly law: ReportLaw;
  readonly forms: readonly FilledForm[];
}

/** A question with all that is needed to answer it. */
export interface Inquiry {
  readonly rules: ReportRules;
  readonly books: Books;
  readonly question: ReportQuestion;
  /** Null for all agencies. */
  readonly agency: Agency | null;
}

/** Refuses FORM_UNKNOWN, FORM_NOT_AVAILABLE, PERIOD_INVALID, AGENCY_UNKNOWN. */
export async function openInquiry(rules: ReportRules, books: Books, input: ReportInput, now: Date): Promise<Inquiry> {
  const question = askReport(rules.law, rules.forms, input, now);
  return { rules, books, question, agency: await agencyAsked(books, input.agency) };
}

/** Fills a form. Refuses what `openInquiry` refuses. */
export async function compileReport(rules: ReportRules, books: Books, input: ReportInput, now: Date): Promise<Report> {
  const inquiry = await openInquiry(rules, books, input, now);
  const { filled, from, to, knownAt, windowBit } = inquiry.question;
  // Read first: what is applied while the figures are read may be missing from them, never the other way round.
  const applied = await books.appliedThrough();
  const rows = reportRows(filled, await figuresOf(inquiry), windowBit, { hasTotal: inquiry.agency === null });
  const report = {
    form: filled.form.code,
    ruleSet: filled.form.ruleSet,
    title: filled.form.title,
    from,
    to,
    knownAt,
    appliedThrough: applied ?? new Date(0),
    columns: reportColumns(filled),
    rows,
    checks: reportChecks(filled, rows),
  };
  return { ...report, hash: reportHash(report) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function agencyAsked(books: Books, id: string | null | undefined): Promise<Agency | null> {
  if (id == null) return null;
  const agency = UUID.test(id) ? await books.agencyById(id) : null;
  if (!agency) throw agencyUnknown();
  return agency;
}

async function figuresOf(inquiry: Inquiry): Promise<AgencyFigures[]> {
  const { books, question, agency } = inquiry;
  const sums = await sumsOf(inquiry, question.filled.cells);
  const matters = await mattersOf(inquiry, question.filled.cells);
  const byAgency = Map.groupBy(sums, ({ agencyNo }) => agencyNo);
  const counted = matters && mattersByAgency(matters);
  const nos = new Set([...byAgency.keys(), ...(counted?.keys() ?? []), ...(agency ? [agency.no] : [])]);
  const agencies = await books.agenciesByNo([...nos]);
  return [...nos].map((no) => ({
    agency: agencies.get(no)!,
    sums: new Map((byAgency.get(no) ?? []).map(({ account, amount }) => [account, amount])),
    matters: counted && (counted.get(no) ?? new Map()),
  }));
}

export const scopeOf = ({ question, agency }: Inquiry, span: DaySpan): Scope => ({
  agencyNo: agency?.no ?? null,
  span,
  knownOn: question.knownOn,
});

/** Sums of the accounts that these cells are made of. */
export async function sumsOf(inquiry: Inquiry, cells: readonly FormCell[]): Promise<readonly AccountSum[]> {
  const { rules, books, question } = inquiry;
  const accounts = [...new Set(cells.flatMap((cell) => accountsCounted(cell, question.windowBit)))];
  if (question.span === null || accounts.length === 0) return [];
  return books.sumAccounts(scopeOf(inquiry, question.span), windowParts(rules.law, question.span), accounts);
}

/** Matters counted one by one, by day; null where no cell needs it or the accounts of a window tell. */
export async function mattersOf(inquiry: Inquiry, cells: readonly FormCell[]): Promise<MatterHeard[] | null> {
  const { rules, books, question } = inquiry;
  const isTold = question.windowBit !== null || !cells.some(({ bound }) => bound === 'distinct');
  if (question.span === null || isTold) return null;
  return countMatters(rules, await books.factsWithin(scopeOf(inquiry, question.span)));
}
