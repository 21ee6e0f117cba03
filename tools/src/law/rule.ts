import { parseArgs } from 'node:util';
import { displayDay, isInForce, LawError, toDay, type Day } from '@tiepdan/dated-table';
import type { Law, Rule } from '@tiepdan/law';
import { labelled, textTable } from './text-table';
import { usageFault } from './usage';

const LABEL_WIDTH = 14;

/**
 * `law rule <key> [--as-of day]`: every version of a rule, oldest first; the one in force on the day is marked.
 * @throws LawError UNKNOWN_RULE; Error in two sentences for malformed arguments
 */
export function ruleLines(law: Law, args: readonly string[], today: Day): string[] {
  const options = { 'as-of': { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [key, ...others] = positionals;
  if (key === undefined || others.length > 0)
    throw usageFault({
      code: 'ARGUMENTS_WRONG',
      message: 'Cần mã một quy định: npm run law -- rule kn.accept.first.max --as-of 2026-06-30',
      messageEn: 'One rule is needed: npm run law -- rule kn.accept.first.max --as-of 2026-06-30',
    });
  const asOf = values['as-of'] === undefined ? today : toDay(values['as-of']);
  const versions = law.rules.get(key);
  if (versions === undefined) throw unknownRule(key);
  const inForce = versions.find((version) => isInForce(version, asOf));
  return [
    versions[0]!.label,
    versions[0]!.labelEn,
    '',
    ...labelled('Mã', key, LABEL_WIDTH),
    ...startEventLines(inForce ?? versions.at(-1)!),
    ...labelled('Vào ngày', displayDay(asOf), LABEL_WIDTH),
    ...labelled('Có hiệu lực', inForce ? amount(inForce) : 'không có phiên bản nào', LABEL_WIDTH),
    '',
    ...textTable(
      ['', 'từ ngày', 'đến ngày', 'giá trị', 'độ chắc', 'căn cứ'],
      versions.map((version) => [
        version === inForce ? '▶' : '',
        displayDay(version.validFrom),
        version.validTo === null ? 'nay' : displayDay(version.validTo),
        amount(version),
        `${version.evidence === 'CONFIRMED' ? 'đã đối chiếu' : 'cần kiểm tra'} (${version.evidenceTags.join(', ')})`,
        version.legalBasis,
      ]),
    ),
  ];
}

const startEventLines = ({ startEventLabel, startEventLabelEn }: Rule): string[] =>
  startEventLabel === null || startEventLabelEn === null
    ? []
    : [...labelled('Tính từ', startEventLabel, LABEL_WIDTH), ...labelled('', startEventLabelEn, LABEL_WIDTH)];

const amount = ({ value, unitLabel }: Rule): string => `${value} ${unitLabel}`;

const unknownRule = (key: string) =>
  new LawError({
    code: 'UNKNOWN_RULE',
    message: `Không có quy định mang mã ${key}.`,
    messageEn: `There is no rule ${key}.`,
  });
