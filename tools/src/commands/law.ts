import { dayInProvince, type Day } from '@tiepdan/dated-table';
import { loadLaw, type Law } from '@tiepdan/law';
import { dueLines } from '../law/due';
import { inTwoSentences, twoSentences } from '../law/law-faults';
import { replayedLines } from '../law/replay';
import { ruleLines } from '../law/rule';
import { runCommand } from '../run-command';

const LAW_DATA = 'libs/law/data';
const USAGE = `  npm run law -- due <rule> <day> [--pause FROM..TO]… [--extensions <n>] [--complexity <code>]
  npm run law -- rule <rule> [--as-of <day>]
  npm run law -- replay --rules <file> --from <day> --to <day> [--database <url>]`;

interface Asked {
  readonly law: Law;
  readonly directory: string;
  readonly today: Day;
}

const questions: Readonly<Record<string, (asked: Asked, args: readonly string[]) => string[] | Promise<string[]>>> = {
  due: ({ law }, args) => dueLines(law, args),
  rule: ({ law, today }, args) => ruleLines(law, args, today),
  replay: replayedLines,
};

/** Asks the law: a due day with its explanation, the versions of a rule, or history under other rules. */
runCommand(async ([question = '', ...args]) => {
  const answer = Object.hasOwn(questions, question) ? questions[question] : undefined;
  if (answer === undefined)
    throw usageFault('Chọn một câu hỏi: due, rule hoặc replay.', 'Ask one of: due, rule, replay.');
  const asked = { law: loadLaw(LAW_DATA), directory: LAW_DATA, today: dayInProvince(new Date()) };
  const lines = await inTwoSentences(async () => answer(asked, args)).catch((error: unknown) => {
    throw isArgumentFault(error) ? usageFault('Tham số không hợp lệ.', error.message) : error;
  });
  return { exitCode: 0, lastLine: lines.join('\n') };
});

function usageFault(message: string, messageEn: string): Error {
  return twoSentences({ code: 'USAGE', message, messageEn: `${messageEn}\n${USAGE}` });
}

/** How Node's own reader of arguments tells of an option it does not know. */
function isArgumentFault(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
