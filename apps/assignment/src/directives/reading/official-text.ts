import type { DirectiveReading } from '../directive';

const NAME = String.raw`\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}`;
const HONORIFIC = String.raw`(?:đồng chí|[Đđ]\/c|[Ôô]ng|[Bb]à)`;
/** After a word of respect, a name ends where its apposition, the sentence or the line does; `đồng chí Phó Chủ tịch` is an office. */
const NAMED = new RegExp(`(?<=(?<!\\p{L})${HONORIFIC} )(${NAME})(?=\\s*[,;.:)(–-]|\\s*$)`, 'gu');
const NAME_AFTER_OFFICE = new RegExp(`^\\s+(?:${HONORIFIC} )?${NAME}(?=\\s+\\p{Ll}|\\s*[,;.(–-]|\\s*$)`, 'u');

/**
 * Title and recipients as they may leave this service in an event: offices stay, names of persons go. A document that
 * bears a name is public, but the streams carry none.
 */
export function forPublication(
  { title, issuer, recipients }: Pick<DirectiveReading, 'title' | 'issuer' | 'recipients'>,
  preamble: readonly string[],
): { title: string; recipients: string[] } {
  const names = [...new Set(preamble.flatMap((paragraph) => [...paragraph.matchAll(NAMED)].map(([name]) => name)))];
  const withoutNames = (text: string) =>
    names
      .reduce((rest, name) => rest.replaceAll(name, ''), text.replaceAll(NAMED, ''))
      .replaceAll(/ {2,}/g, ' ')
      .trim();
  return {
    title: withoutNames(withoutNameAfter(title, issuer?.text ?? '')),
    recipients: recipients.map((recipient) => withoutNames(recipient.text)),
  };
}

function withoutNameAfter(title: string, office: string): string {
  const at = office === '' ? -1 : title.indexOf(office);
  if (at < 0) return title;
  const end = at + office.length;
  return title.slice(0, end) + title.slice(end).replace(NAME_AFTER_OFFICE, '');
}
