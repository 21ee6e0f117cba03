import { nameKey, withoutPerson } from './body-directory';
import type { DirectiveFinding, Party } from '../directive';
import type { ReadingWithoutFindings } from './directive-findings';
import { quoteOf } from './directive-lines';

/**
 * Who was given a task without having been at the meeting or without being sent the document. The leads a task names
 * count for both; those it is to be coordinated with count for the addressees only. A list the document does not have
 * tells nothing.
 */
export function partyFindings({
  tasks,
  attendees,
  recipients,
  namedLeads,
}: ReadingWithoutFindings): DirectiveFinding[] {
  const leads = tasks.flatMap(({ number, text }) =>
    (namedLeads.get(number) ?? []).map((party) => ({ number, text, party })),
  );
  const coordinators = tasks.flatMap(({ number, text, coordinators: named }) =>
    named.map((party) => ({ number, text, party })),
  );
  const tasked = new Set(leads.map(({ party }) => identity(party)));
  const missing = (
    named: typeof leads,
    list: readonly Party[],
    describe: (party: Party, partly: string) => Pick<DirectiveFinding, 'code' | 'message'>,
  ): DirectiveFinding[] =>
    (list.length === 0 ? [] : onceEach(named))
      .filter(({ party }) => isParticular(party) && !list.some((listed) => covers(listed, party)))
      .map(({ number, text, party }) => {
        const members = party.group
          ? list.filter((listed) => isMember(listed, party) && !tasked.has(identity(listed)))
          : [];
        const partly = members.map((member) => member.text).join(', ');
        return { ...describe(party, partly), severity: 'WARNING', task: number, quote: quoteOf(text) };
      });
  return [
    ...missing(leads, attendees, (party, partly) => ({
      code: 'TASKED_BUT_NOT_PRESENT',
      message: `${capitalised(party.text)} được giao nhiệm vụ nhưng không có trong thành phần dự họp${partly && ` (chỉ có ${partly})`}.`,
    })),
    ...missing([...leads, ...coordinators], recipients, (party, partly) => ({
      code: 'TASKED_BUT_NOT_RECIPIENT',
      message: `${capitalised(party.text)} được giao nhiệm vụ nhưng không có trong mục “Nơi nhận”${partly && ` (chỉ có ${partly})`}.`,
    })),
  ];
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const identity = (party: Party): string => party.agencyId ?? nameKey(party.text);

const onceEach = <Named extends { party: Party }>(named: readonly Named[]): Named[] =>
  [...new Map(named.toReversed().map((one) => [identity(one.party), one])).values()].toReversed();

/** `các sở, ngành` and `người đứng đầu các cơ quan` name nobody in particular, so nobody in particular can be missing. */
const isParticular = (party: Party): boolean => !party.group || kindOfGroup(party.text) !== '';

/** What the members of a group are: `Công an các huyện` are police. Empty for groups of all kinds. */
const kindOfGroup = (text: string): string => nameKey(/^(.*?)(?:^|\s)các\s/iu.exec(withoutPerson(text))?.[1] ?? '');

/** True when whoever is listed so was also told, as the same body or as one of a group. */
function covers(listed: Party, party: Party): boolean {
  if (identity(listed) === identity(party)) return true;
  if (!listed.group) return false;
  const kind = kindOfGroup(listed.text);
  if (party.group) return kind !== '' && kind === kindOfGroup(party.text);
  return membersOf(listed.text).some((member) =>
    nameKey(withoutPerson(party.text)).startsWith(`${`${kind} ${member}`.trim()} `),
  );
}

/** `UBND các huyện, thành phố` are those whose name goes on with one of these words, `Các sở, ngành` those that begin so. */
function membersOf(group: string): string[] {
  const listed = /(?:^|\s)các\s+(.*)$/iu.exec(group)?.[1] ?? '';
  return listed
    .split(/\s*[,;]\s*|\s+và\s+/u)
    .map((member) =>
      nameKey(member.replace(/\s+(?:thuộc|trực thuộc|trên địa bàn|có liên quan|liên quan)(?!\p{L}).*$/u, '')),
    )
    .filter((member) => member !== '' && !INDEFINITE.has(member));
}
/** These say nothing about the name of a body. */
const INDEFINITE = new Set(['ban', 'ngành', 'đơn vị', 'cơ quan', 'địa phương', 'tổ chức'].map(nameKey));

const isMember = (listed: Party, group: Party): boolean =>
  !listed.group && `${nameKey(withoutPerson(listed.text))} `.startsWith(`${kindOfGroup(group.text)} `);
