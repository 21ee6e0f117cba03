import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CalendarDayKind } from '@tiepdan/working-calendar';
import { DateScalar, DateTimeScalar } from '@tiepdan/subgraph';
import { EvidenceType } from '../clocks/deadline.graphql';
import { DocumentInput } from '../documents/document.graphql';
import type { Declaration } from './declare-calendar-day';

/** Capitals in the graph, as every enum there; the tables write them small. */
const CalendarDayKindEnum = {
  HOLIDAY: 'holiday',
  IN_LIEU: 'in_lieu',
  SWAP_OFF: 'swap_off',
  SWAP_WORK: 'swap_work',
} as const satisfies Record<string, CalendarDayKind>;
registerEnumType(CalendarDayKindEnum, {
  name: 'CalendarDayKind',
  description: 'Why a day counts otherwise than its place in the week says.',
  valuesConfig: {
    HOLIDAY: { description: 'A holiday (ngày lễ, tết).' },
    IN_LIEU: { description: 'Off in lieu of a holiday on a rest day (nghỉ bù).' },
    SWAP_OFF: { description: 'Off for a worked Saturday or Sunday (nghỉ hoán đổi).' },
    SWAP_WORK: { description: 'A Saturday or Sunday worked for a swapped day off (làm bù).' },
  },
});

@ObjectType('CalendarDay', { description: 'A day of the working-day calendar (lịch làm việc), and what decided it.' })
export class CalendarDayType {
  @Field(() => DateScalar, { description: 'Which day.' }) day!: string;
  @Field(() => CalendarDayKindEnum, {
    nullable: true,
    description: 'Why it differs from the week; null: it counts as its place in the week says.',
  })
  kind!: CalendarDayKind | null;
  @Field(() => String, { nullable: true, description: 'What the day is called.' }) name!: string | null;
  @Field(() => String, { nullable: true, description: 'The document that decided it, or the article it follows from.' })
  document!: string | null;
  @Field(() => Boolean, { description: 'Whether it is worked.' }) works!: boolean;
  @Field(() => Boolean, { description: 'Not decided yet: it counts as shown until a document decides.' })
  expected!: boolean;
  @Field(() => EvidenceType, { description: 'How sure it is.' }) evidence!: string;
  @Field(() => Int, { description: 'Number of the change of the calendar that made it so; rising.' }) sequence!: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When every running deadline had been computed again; null until then.',
  })
  recomputedAt!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many cases have another due day by that change; null for who declares no days.',
  })
  movedCases!: number | null;
}

@InputType({ description: 'A day that counts otherwise than its place in the week says, as a document decided.' })
export class DeclareCalendarDayInput implements Declaration {
  @Field(() => DateScalar, { description: 'Which day; of a year the calendar knows.' }) day!: string;
  @Field(() => CalendarDayKindEnum, { description: 'Why it differs.' }) kind!: CalendarDayKind;
  @Field(() => String, { description: 'What it is called, such as Quốc khánh; 1 to 200 characters.' }) name!: string;
  @Field(() => DocumentInput, { description: 'The document that decided it; its number is required.' })
  document!: DocumentInput;
}

@InputType({ description: 'A day that counts as its place in the week says again, as a document decided.' })
export class WithdrawCalendarDayInput implements Pick<Declaration, 'day' | 'document'> {
  @Field(() => DateScalar, { description: 'Which day; one that is listed.' }) day!: string;
  @Field(() => DocumentInput, { description: 'The document that decided it; its number is required.' })
  document!: DocumentInput;
}
