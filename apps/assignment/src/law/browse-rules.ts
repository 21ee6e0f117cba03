import { isInForce, type Day } from '@tiepdan/dated-table';
import type { Rule, Rules } from '@tiepdan/law';

/** One version of a rule, looked at from a day. */
export interface RuleSeen extends Rule {
  readonly asOf: Day;
}

/** The rules in force on a day, by key; of them those whose key, label or basis holds the text, accents and case aside. */
export function rulesAsOf(rules: Rules, asOf: Day, text = ''): RuleSeen[] {
  const wanted = withoutAccents(text.trim());
  const holdsText = ({ key, label, labelEn, legalBasis }: Rule) =>
    withoutAccents([key, label, labelEn, legalBasis].join('\n')).includes(wanted);
  return [...rules.values()]
    .flatMap((versions) => versions.filter((version) => isInForce(version, asOf)))
    .filter(holdsText)
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map((version) => ({ ...version, asOf }));
}

/**
 * The version of a key in force on a day; where there is none then, the last one that had ended, else the first to come.
 * Null for an unknown key.
 */
export function ruleAsOf(rules: Rules, key: string, asOf: Day): RuleSeen | null {
  const versions = rules.get(key);
  if (versions === undefined) return null;
  return { ...(versions.findLast(({ validFrom }) => validFrom <= asOf) ?? versions[0]!), asOf };
}

/** The version of the same key before (-1) or after (1) another, from the same day; null at either end. */
export function neighbourOf(rules: Rules, { key, validFrom, asOf }: RuleSeen, step: -1 | 1): RuleSeen | null {
  const versions = rules.get(key) ?? [];
  const found = versions[versions.findIndex((version) => version.validFrom === validFrom) + step];
  return found === undefined ? null : { ...found, asOf };
}

const withoutAccents = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
