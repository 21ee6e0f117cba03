import { dayInProvince, type Day } from '@tiepdan/dated-table';
import { loadLaw, type Law } from '@tiepdan/law';
import { dueLines } from '../law/due';
import { inTwoSentences } from '../law/law-faults';
import { replayedLines } from '../law/replay';
import { ruleLines } from '../law/rule';
import { usageFault, withUsage } from '../law/usage';
import { runCommand } from '../run-command';

const LAW_DATA = 'libs/law/data';

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
    throw usageFault({
      message: 'Chọn một câu hỏi: due, rule hoặc replay.',
      messageEn: 'Ask one of: due, rule, replay.',
    });
  const asked = { law: loadLaw(LAW_DATA), directory: LAW_DATA, today: dayInProvince(new Date()) };
  const lines = await inTwoSentences(async () => answer(asked, args)).catch((error: unknown) => {
    throw withUsage(error);
  });
  return { exitCode: 0, lastLine: lines.join('\n') };
});
