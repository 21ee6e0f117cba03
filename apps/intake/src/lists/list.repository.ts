import { placed, type PlacedConditions, type ReachCondition } from '@tiepdan/standing';

export type Condition = ReachCondition;

/**
 * Joins the conditions that have values. Each combination has a name of its own, so that PostgreSQL plans each by itself:
 * one statement for all of them would be planned for none. The values take the parameters from `first` on.
 */
export const conditionsOf = (all: readonly Condition[], first = 1): PlacedConditions =>
  placed(
    all.filter(({ values }) => values.every((value) => value != null)),
    first,
  );
