import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Day, Evidence } from '@tiepdan/dated-table';
import { DateScalar, PageInfo, answerType } from '@tiepdan/subgraph';
import type { Report, ReportCell, ReportCheck, ReportColumn, ReportRow } from './report';
import type { ReportItem } from './report-items';
import type { ReportInput } from './report-question';

const EvidenceEnum: Record<Evidence, Evidence> = { CONFIRMED: 'CONFIRMED', ASSUMED: 'ASSUMED' };
registerEnumType(EvidenceEnum, {
  name: 'Evidence',
  description: 'How sure we are of a figure.',
  valuesConfig: {
    CONFIRMED: { description: 'Read in an official source.' },
    ASSUMED: { description: 'Recalled, derived or decided by us; to be confirmed.' },
  },
});

// What other services own: the key only, and nothing here to resolve.
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Agency', { description: 'A public body (cơ quan).' })
export class AgencyStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Case', { description: 'The matter to be settled (vụ việc).' })
export class CaseStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Visit', { description: 'One reception of one person or group (lượt tiếp).' })
export class VisitStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Petition', { description: 'What is handed in (đơn).' })
export class PetitionStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

@ObjectType('ReportColumn', { description: 'A column of a statutory form.' })
export class ReportColumnType implements ReportColumn {
  @Field(() => String, { description: 'Number printed above it (MS).' }) number!: string;
  @Field(() => [String], { description: "Headings from the outermost to the column's own." }) path!: string[];
  @Field(() => String, { nullable: true, description: 'What it counts in, in Vietnamese.' }) unit!: string | null;
  @Field(() => String, { nullable: true, description: 'How it follows from other columns, as printed.' })
  formula!: string | null;
  @Field(() => EvidenceEnum, { description: 'Whether the circular itself says how it is counted.' })
  evidence!: Evidence;
}

@ObjectType('ReportCell', { description: 'A figure of a row.' })
export class ReportCellType implements ReportCell {
  @Field(() => String, { description: 'Number of its column.' }) column!: string;
  @Field(() => Float, { nullable: true, description: 'The figure; null while nothing tells it, which is not 0.' })
  value!: number | null;
}

@ObjectType('ReportRow', { description: 'The figures of one reporting unit, or of all together.' })
export class ReportRowType implements ReportRow {
  @Field(() => AgencyStub, { nullable: true, description: 'The unit; null in the totals row.' })
  agency!: AgencyStub | null;
  @Field(() => String, { description: 'Name of the unit, or TỔNG CỘNG.' }) label!: string;
  @Field(() => [ReportCellType], { description: 'In the order of the columns.' }) cells!: ReportCellType[];
}

@ObjectType('ReportCheck', { description: 'A rule the figures must keep, with its result.' })
export class ReportCheckType implements ReportCheck {
  @Field(() => String, { description: 'As printed, with its column in front: 1 = 5+11+17.' }) formula!: string;
  @Field(() => Boolean, { description: 'Whether every row keeps it.' }) holds!: boolean;
  @Field(() => String, { nullable: true, description: 'Rows that break it, at most 20; null when all keep it.' })
  detail!: string | null;
}

@ObjectType('Report', { description: 'A statutory form filled from the books (biểu báo cáo).' })
export class ReportType implements Report {
  @Field(() => String, { description: 'Code of the form, such as 01/TCD.' }) form!: string;
  @Field(() => String, { description: 'Circular it belongs to, such as TT06-2025.' }) ruleSet!: string;
  @Field(() => String, { description: 'Title in Vietnamese.' }) title!: string;
  @Field(() => DateScalar, { description: 'First day of the period.' }) from!: Day;
  @Field(() => DateScalar, { description: 'Last day of the period.' }) to!: Day;
  @Field(() => Date, { description: 'The figures are those known at the end of the day of this instant.' })
  knownAt!: Date;
  @Field(() => Date, { description: 'Newest instant at which a source recorded something that is in the books.' })
  appliedThrough!: Date;
  @Field(() => [ReportColumnType], { description: 'Columns with figures, in order.' }) columns!: ReportColumnType[];
  @Field(() => [ReportRowType], { description: 'Units by name; below them the totals, unless one unit was asked for.' })
  rows!: ReportRowType[];
  @Field(() => [ReportCheckType], { description: 'The printed formulas and what else must hold.' })
  checks!: ReportCheckType[];
  @Field(() => String, { description: 'SHA-256 over the figures: the same figures give the same hash.' }) hash!: string;
}

@ObjectType('ReportItem', { description: 'One posting behind a figure; their sum is the figure.' })
export class ReportItemType implements Omit<ReportItem, 'key'> {
  @Field(() => CaseStub, { nullable: true, description: 'Case of the petition, as far as it is known.' })
  case!: CaseStub | null;
  @Field(() => VisitStub, { nullable: true, description: 'The visit, where visits or visitors are counted.' })
  visit!: VisitStub | null;
  @Field(() => PetitionStub, { nullable: true, description: 'The petition that stands for the matter heard.' })
  petition!: PetitionStub | null;
  @Field(() => Float, { description: 'What it adds; negative where a matter moved to another column.' })
  amount!: number;
  @Field(() => DateScalar, { description: 'Day the fact belongs to.' }) effectiveOn!: string;
}

@ObjectType('ReportItemEdge', { description: 'One item with its place in the list.' })
export class ReportItemEdge {
  @Field(() => String, { description: 'Place in the list.' }) cursor!: string;
  @Field(() => ReportItemType, { description: 'The item.' }) node!: ReportItemType;
}

@ObjectType('ReportItemConnection', { description: 'A page of what stands behind a figure, oldest first.' })
export class ReportItemConnection {
  @Field(() => [ReportItemEdge], { description: 'Items with their places.' }) edges!: ReportItemEdge[];
  @Field(() => [ReportItemType], { description: 'Items.' }) nodes!: ReportItemType[];
  @Field(() => PageInfo, { description: 'Where this page stands.' }) pageInfo!: PageInfo;
  @Field(() => Float, { description: 'The figure: the sum over all pages, also of units the caller sees nothing of.' })
  totalAmount!: number;
}

@InputType('ReportInput', { description: 'Which form, of whom, for which days.' })
export class ReportInputType implements ReportInput {
  @Field(() => String, { description: 'Code of the form, such as 01/TCD.' }) form!: string;
  @Field(() => String, { nullable: true, description: 'Circular; the one in force on the last day unless told.' })
  ruleSet?: string | null;
  @Field(() => ID, { nullable: true, description: 'One unit; all units unless told.' }) agency?: string | null;
  @Field(() => DateScalar, { description: 'First day.' }) from!: string;
  @Field(() => DateScalar, { description: 'Last day; a period has at most 400 days.' }) to!: string;
  @Field(() => Date, {
    nullable: true,
    description: 'As known at the end of the day of this instant; now unless told.',
  })
  knownAt?: Date | null;
}

export const reportResult = answerType(ReportType, 'Report', 'The report, or why there is none.');
