import type { Signatory } from '../directive';
import { startsAddressees } from './directive-items';
import type { Line } from './directive-lines';
import { isCapacity, signatoryIn } from './directive-signatory';

export interface DirectiveEnding {
  /** Each line under `Nơi nhận` but for the file copies. */
  readonly recipients: readonly string[];
  readonly fileCopies: readonly string[];
  readonly signatory: Signatory | null;
}

const FILE_COPIES = /^Lưu\s*:\s*/u;
const SIGNATURE_ON_THE_SAME_LINE = /\s(?=(?:TL|KT|TM|TUQ)\.\s*\p{Lu}{2})/u;

/** Addressees and signature. The signature may stand before the addressees: the two are columns on paper. */
export function readEnding(lines: readonly Line[]): DirectiveEnding {
  const startsAt = lines.findIndex(startsAddressees);
  const under = startsAt < 0 ? [] : separated(lines.slice(startsAt));
  const signatory = signatoryIn(
    [...(startsAt < 0 ? lines : lines.slice(0, startsAt)), ...under]
      .filter((line) => !line.mark)
      .map((line) => line.text),
  );
  return { ...addresseesIn(under), signatory };
}

/** A signature that lost its line break gets it back, and so does whoever stands on the line `Nơi nhận:` itself. */
const separated = (lines: readonly Line[]): Line[] =>
  lines.flatMap((line) =>
    line.text
      .replace(/^nơi nhận\s*:?\s*(?:[-–+]\s*)*/iu, '')
      .split(SIGNATURE_ON_THE_SAME_LINE)
      .filter((text) => text !== '')
      .map((text, place): Line => (place === 0 ? { ...line, text } : { text, mark: '', followsDirectly: true })),
  );

function addresseesIn(lines: readonly Line[]): Pick<DirectiveEnding, 'recipients' | 'fileCopies'> {
  const hasMarks = lines.some((line) => line.mark);
  const recipients: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (isCapacity(line.text)) break;
    if (FILE_COPIES.test(line.text)) return { recipients: finished(recipients), fileCopies: sections(line.text) };
    const before = lines[at - 1];
    const isContinued = !line.mark && hasMarks && before && line.followsDirectly && !/[;.]$/u.test(before.text);
    if (isContinued && recipients.length > 0) recipients.push(`${recipients.pop()} ${line.text}`);
    else recipients.push(line.text);
  }
  // With the columns the other way round, the file copies stand below the signature.
  const copies = lines.find((line) => FILE_COPIES.test(line.text));
  return { recipients: finished(recipients), fileCopies: copies ? sections(copies.text) : [] };
}

const finished = (recipients: readonly string[]) => recipients.map(withoutEndMarks).filter((text) => text !== '');

/** By hand, because a pattern that ends in `+$` takes quadratic time over a long row of full stops. */
function withoutEndMarks(text: string): string {
  let end = text.length;
  while (end > 0 && ' ;.,'.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

const TYPIST = /[.;] ?\p{L}{1,8}$/u;

/** The sections that keep a copy, as printed; the typist's initials after the last full stop are not one. */
function sections(line: string): string[] {
  const printed = withoutEndMarks(line.replace(FILE_COPIES, '')).replace(TYPIST, '');
  const entries = [''];
  let depth = 0;
  for (const character of printed) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth <= 0 && (character === ',' || character === ';')) entries.push('');
    else entries.push(entries.pop() + character);
  }
  return entries.map((entry) => entry.trim().replace(/ ?\(/u, ' (')).filter((entry) => entry !== '');
}
