import { codeInForce } from './code-list';
import { type Day, type Complexity, type PetitionKind, LawError, cellMatches, isInForce } from '@tiepdan/dated-table';
import type { CodeLists } from './codes';

/**
 * How complex a case is by the criteria found to be met; naming one twice counts once.
 * @throws LawError UNKNOWN_CODE for a criterion the law does not know for this kind of petition on that day
 */
export function complexityOf(
  { codes }: { readonly codes: CodeLists },
  kind: PetitionKind,
  criteriaCodes: readonly string[],
  on: Day,
): Complexity {
  const met = new Set(criteriaCodes);
  for (const code of met)
    if (!codeInForce(codes.complexityCriteria, code, on, kind))
      throw new LawError({
        code: 'UNKNOWN_CODE',
        message: `Vào ngày ${on} không có tiêu chí phức tạp ${code} cho loại đơn này.`,
        messageEn: `On ${on} there is no complexity criterion ${code} for this kind of petition.`,
      });
  const [reached] = codes.complexityLevels
    .filter((level) => cellMatches(level.kinds, kind) && isInForce(level, on) && level.criteriaMin <= met.size)
    .sort((one, other) => other.criteriaMin - one.criteriaMin);
  return reached?.code ?? 'NORMAL';
}
