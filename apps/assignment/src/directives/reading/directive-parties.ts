import type { Party } from '../directive';
import { partyOf, type BodyDirectory } from './body-directory';
import type { DirectiveOutline } from './directive-outline';
import { readPartyList } from './party-list';

const PRESENT =
  /(?:^|[.;,]\s+)(?:cùng (?:tham )?dự|(?:cùng )?tham dự|dự (?:họp|hội nghị|buổi|cuộc)|thành phần)(?!\p{L})[^:.]{0,120}?(?:có|gồm)(?!\p{L})\s*(?:[^:.]{0,200}:)?\s*/iu;

/** Who was at the meeting: the list in the sentence that begins `Cùng dự có`. */
export function attendeesIn(preamble: readonly string[], directory: BodyDirectory): Party[] {
  for (const paragraph of preamble) {
    const match = PRESENT.exec(paragraph);
    if (!match) continue;
    const list = paragraph
      .slice(match.index + match[0].length)
      .replace(/^(?:đại diện )?lãnh đạo(?=:| các cơ quan)[^:]*:\s*/iu, '');
    const { parties } = readPartyList(list, directory, { untilAction: false });
    return parties.map((party) => partyOf(party, directory));
  }
  return [];
}

const OFFICE_IN_TITLE = /(?:^|\s)của\s+/iu;

/** Whose conclusions these are, by the title or, where the title does not say, by the head of the document. */
export function issuerIn({ title, header }: DirectiveOutline, directory: BodyDirectory): Party | null {
  const match = OFFICE_IN_TITLE.exec(title);
  if (match) {
    const office = title.slice(match.index + match[0].length);
    const known = directory.findAtStart(office);
    if (known) return { text: office.slice(0, known.length), agencyId: known.body.id, group: false };
    const text = office.split(/\s+(?:tại|về|sau)(?!\p{L})|[,(]/u)[0]!.trim();
    return text ? partyOf(text, directory) : null;
  }
  for (const line of header) {
    const known = directory.findAtStart(line);
    if (known) return { text: line.slice(0, known.length), agencyId: known.body.id, group: false };
  }
  return null;
}
