import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import { declareDay, withdrawDay, type CalendarCommandDependencies } from './calendar.command';
import { CalendarDayType, DeclareCalendarDayInput, WithdrawCalendarDayInput } from './calendar.graphql';

export const calendarResult = answerType(CalendarDayType, 'CalendarDay', 'The day as it counts now, or why not.');

export const calendarMutations = mutationsOf<CalendarCommandDependencies>(calendarResult, [
  mutation(
    declareDay,
    DeclareCalendarDayInput,
    'Declares a day off or a worked Saturday; every running deadline that spans it is computed again.',
    'Which day, by which document.',
  ),
  mutation(
    withdrawDay,
    WithdrawCalendarDayInput,
    'Takes a listed day back; every running deadline that spans it is computed again.',
    'Which day, by which document.',
  ),
]);
