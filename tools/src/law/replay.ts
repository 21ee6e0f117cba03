import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { replay } from '@tiepdan/deadline';
import { otherRules, type Law, type Rules } from '@tiepdan/law';
import type { Day } from '@tiepdan/dated-table';
import { runningStack } from '../running-stack';
import { twoSentences } from './law-faults';
import { keptCalendar, pastClocks, readOnly } from './past-clocks';
import { replayLines } from './replay-lines';
import { dayArgument, usageFault } from './usage';

const replayOptions = {
  rules: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  database: { type: 'string' },
} as const;

/**
 * `law replay --rules FILE --from D --to D [--database URL]`: the clocks that started in these days, under the rules of the
 * file. Only reads; the database is that of assignment in the running system unless told.
 * @throws LawError MALFORMED_DAY; Error for malformed arguments, for a bad file with file and line, and when nothing runs
 */
export async function replayedLines(
  { law, directory, today }: { law: Law; directory: string; today: Day },
  args: readonly string[],
): Promise<string[]> {
  const { values } = parseArgs({ args: [...args], options: replayOptions });
  const [from, to] = [dayArgument('--from', values.from), dayArgument('--to', values.to)];
  if (to < from) throw turnedRound();
  const file = values.rules ?? refuseWithoutRules();
  const rules = rulesOf(directory, law, await textOf(file), file);
  const found = await readOnly(values.database ?? (await runningDatabase()), async (client) => ({
    history: await pastClocks(client, from, to),
    calendar: (await keptCalendar(client, law.calendar.years)) ?? law.calendar,
  }));
  return replayLines(replay({ ...found, law, otherRules: rules, today }));
}

const turnedRound = () =>
  twoSentences({
    code: 'PERIOD_TURNED_ROUND',
    message: 'Ngày --to phải không sớm hơn ngày --from.',
    messageEn: '--to must not come before --from.',
  });

function refuseWithoutRules(): never {
  throw usageFault({
    code: 'ARGUMENT_MISSING',
    message: 'Thiếu --rules: tệp các quy định khác, cùng dạng với libs/law/data/rules.psv.',
    messageEn: '--rules is missing: a file of other rules in the form of libs/law/data/rules.psv.',
  });
}

function rulesOf(directory: string, law: Law, text: string, file: string): Rules {
  try {
    return otherRules(directory, law, text, file);
  } catch (error) {
    const fault = (error as Error).message;
    throw twoSentences({
      code: 'RULES_REFUSED',
      message: `Tệp quy định không dùng được: ${fault}`,
      messageEn: `The file of rules is refused: ${fault}`,
    });
  }
}

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw twoSentences({
      code: 'FILE_UNREADABLE',
      message: `Không đọc được tệp ${file}.`,
      messageEn: `The file ${file} cannot be read.`,
    });
  });

async function runningDatabase(): Promise<string> {
  const stack = await runningStack();
  if (stack) return stack.assignmentDatabaseUrl;
  throw twoSentences({
    code: 'NOT_RUNNING',
    message: 'Hệ thống không chạy ở đây: chạy npm start, hoặc chỉ cơ sở dữ liệu bằng --database.',
    messageEn: 'Tiepdan does not run here: start it with npm start, or name a database with --database.',
  });
}
