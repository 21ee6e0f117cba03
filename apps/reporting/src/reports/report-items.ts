import type { Reach } from '@tiepdan/access';
import { isDay } from '@tiepdan/dated-table';
import {
  mattersOf,
  openInquiry,
  scopeOf,
  sumsOf,
  type Books,
  type Inquiry,
  type ReportRules,
  type Scope,
} from './compile-report';
import type { MatterHeard } from './count-matters';
import { partsOf, type FormCell } from './form-cells';
import { accountsCounted } from './report';
import { columnUnknown, type ReportInput } from './report-question';

/**
 * One posting behind a cell; for a matter counted one by one, the matter. Without ids where it belongs to a denunciation or to a
 * matter about an officer: then everybody sees the same, and nobody learns from a gap that there is one about himself.
 */
export interface ReportItem {
  readonly case: { readonly id: string } | null;
  readonly visit: { readonly id: string } | null;
  readonly petition: { readonly id: string } | null;
  /** In the unit of the column. */
  readonly amount: number;
  readonly effectiveOn: string;
  /** Place in the list, with the day. */
  readonly key: string;
}

/** A posting with what it is about. */
export interface PostingFound {
  readonly key: string;
  readonly account: number;
  readonly amount: number;
  readonly effectiveOn: string;
  readonly subjectId: string;
  readonly caseId: string | null;
  readonly isOpen: boolean;
}
export interface SubjectFound {
  readonly id: string;
  readonly caseId: string | null;
  /** Whether it may be named: known to be no denunciation, and about no officer. */
  readonly isOpen: boolean;
}

export interface ItemPlace {
  readonly effectiveOn: string;
  readonly key: string;
}

/** Postings of whom, for which days, that a person may see. */
export interface ItemScope extends Scope {
  /** Numbers of the agencies within reach; null for all. */
  readonly reachNos: readonly number[] | null;
}

export interface ItemBooks extends Books {
  /** Numbers of the agencies that the reach holds; null for all. */
  agencyNosWithin(reach: Reach): Promise<readonly number[] | null>;
  postingsAfter(
    scope: ItemScope,
    accounts: readonly number[],
    after: ItemPlace | null,
    limit: number,
  ): Promise<readonly PostingFound[]>;
  subjectsByNo(nos: readonly number[]): Promise<ReadonlyMap<number, SubjectFound>>;
}

export interface ItemsInput extends ReportInput {
  readonly column: string;
}

/** Who asks what. */
export interface ItemsQuestion {
  readonly input: ItemsInput;
  readonly reach: Reach;
}

/** A page of what stands behind a cell as far as the reach goes, and the cell's own value. */
export interface ItemsFound {
  /** Up to `limit`, by day. */
  readonly items: readonly ReportItem[];
  readonly totalAmount: number;
}

interface ItemPage {
  readonly after: ItemPlace | null;
  readonly limit: number;
}

/**
 * The postings whose sum is the cell, oldest first; of agencies within reach only.
 * Refuses what `compileReport` refuses, and COLUMN_UNKNOWN.
 */
export async function findReportItems(
  rules: ReportRules,
  books: ItemBooks,
  { input, reach }: ItemsQuestion,
  now: Date,
  page: ItemPage,
): Promise<ItemsFound> {
  const inquiry = await openInquiry(rules, books, input, now);
  const { cells, form } = inquiry.question.filled;
  const cell = cells.find(({ column }) => String(column) === input.column);
  if (!cell) throw columnUnknown(form.code);
  const parts = partsOf(cells, cell);
  const matters = await mattersOf(inquiry, parts);
  const reachNos = await books.agencyNosWithin(reach);
  return matters === null
    ? postings({ ...inquiry, books, reachNos }, parts, page)
    : mattersCounted(matters, { books, reachNos }, parts, page);
}

/** What items are read from, and how far the caller sees. */
interface ItemSource {
  readonly books: ItemBooks;
  readonly reachNos: readonly number[] | null;
}

/** Where the period is no statutory window: the matters themselves. */
async function mattersCounted(
  matters: readonly MatterHeard[],
  { books, reachNos }: ItemSource,
  parts: readonly FormCell[],
  { after, limit }: ItemPage,
): Promise<ItemsFound> {
  const weights = new Map(parts.flatMap(({ accounts, weight }) => accounts.map(({ mode }) => [mode, weight])));
  const counted = matters.filter(({ mode }) => weights.has(mode));
  const isAfter = ({ day, place }: MatterHeard) =>
    after === null || day > after.effectiveOn || (day === after.effectiveOn && place > Number(after.key));
  const isWithin = ({ agencyNo }: MatterHeard) => reachNos === null || reachNos.includes(agencyNo);
  const shown = counted.filter((matter) => isWithin(matter) && isAfter(matter)).slice(0, limit);
  const subjects = await books.subjectsByNo(shown.map(({ petitionNo }) => petitionNo));
  const items = shown.map(({ petitionNo, mode, day, place }) => {
    const rest = { amount: weights.get(mode)!, effectiveOn: day, key: String(place) };
    return itemOf('petition', subjects.get(petitionNo)!, rest);
  });
  return { items, totalAmount: counted.reduce((sum, { mode }) => sum + weights.get(mode)!, 0) };
}

async function postings(
  inquiry: Inquiry & ItemSource,
  parts: readonly FormCell[],
  { after, limit }: ItemPage,
): Promise<ItemsFound> {
  const { books, reachNos } = inquiry;
  const { span, windowBit } = inquiry.question;
  if (span === null) return { items: [], totalAmount: 0 };
  const known = new Map(
    parts.flatMap(({ accounts, weight }) => accounts.map(({ code, family }) => [code, { family, weight }])),
  );
  const accounts = parts.flatMap((part) => accountsCounted(part, windowBit));
  const found = await books.postingsAfter({ ...scopeOf(inquiry, span), reachNos }, accounts, after, limit);
  const items = found.map(({ account, amount, subjectId, caseId, isOpen, effectiveOn, key }) => {
    const { family, weight } = known.get(account)!;
    const about = family === 'heard' ? 'petition' : 'visit';
    return itemOf(about, { id: subjectId, caseId, isOpen }, { amount: amount * weight, effectiveOn, key });
  });
  const sums = await sumsOf(inquiry, parts);
  const totalAmount = sums.reduce((sum, { account, amount }) => sum + amount * known.get(account)!.weight, 0);
  return { items, totalAmount };
}

const itemOf = (
  about: 'petition' | 'visit',
  subject: SubjectFound,
  rest: Pick<ReportItem, 'amount' | 'effectiveOn' | 'key'>,
): ReportItem => ({
  visit: about === 'visit' && subject.isOpen ? { id: subject.id } : null,
  petition: about === 'petition' && subject.isOpen ? { id: subject.id } : null,
  case: subject.caseId === null || !subject.isOpen ? null : { id: subject.caseId },
  ...rest,
});

export const itemKeys = ({ effectiveOn, key }: ItemPlace): readonly string[] => [effectiveOn, key];

/** The place a cursor names; null for what is no place in this list. */
export function itemPlace([effectiveOn, key, ...rest]: readonly string[]): ItemPlace | null {
  if (!effectiveOn || !key || rest.length > 0 || !isDay(effectiveOn) || !/^\d{1,18}$/.test(key)) return null;
  return { effectiveOn, key };
}
