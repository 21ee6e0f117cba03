import type { Party } from '../directive';
import { partyOf, type BodyDirectory } from './body-directory';
import { readPartyList } from './party-list';

const IN_A_TASK = { untilAction: true };
const CHARGE = /^(?:Giao|Phân công|Yêu cầu|Đề nghị|Ủy quyền|Uỷ quyền)(?: cho)?\s+/u;
const COORDINATION = /(?<!\p{L})phối hợp(?: chặt chẽ)? (?:với|cùng)\s+/giu;
const REQUEST = /(?<!\p{L})(?:yêu cầu|đề nghị|giao)\s+(?=[^.:]{3,300}(?:như sau|sau đây|sau)\s*:?\s*$)/giu;

/** Whom a task names as responsible: `Giao X …`, or X at the beginning followed by what X is to do. */
export function leadsIn(text: string, directory: BodyDirectory): Party[] {
  const charge = CHARGE.exec(text)?.[0] ?? '';
  const { parties, rest } = readPartyList(text.slice(charge.length), directory, IN_A_TASK);
  // Without a word of charge, parties lead only when a verb of theirs follows.
  const isCharged = charge !== '' || /^\p{Ll}/u.test(rest);
  return isCharged ? parties.map((party) => partyOf(party, directory)) : [];
}

/** Whom the responsible party is to work with: whoever follows `phối hợp với`. */
export function coordinatorsIn(text: string, directory: BodyDirectory): Party[] {
  const found = new Map<string, Party>();
  for (const match of text.matchAll(COORDINATION)) {
    const { parties } = readPartyList(text.slice(match.index + match[0].length), directory, IN_A_TASK);
    for (const party of parties) found.set(party, partyOf(party, directory));
  }
  return [...found.values()];
}

/** Whom all tasks are for that name nobody: the addressees in the sentence that introduces the list. */
export function addresseesOfAll(preamble: readonly string[], directory: BodyDirectory): Party[] {
  const last = preamble.at(-1) ?? '';
  const request = [...last.matchAll(REQUEST)].at(-1);
  if (!request) return [];
  const { parties } = readPartyList(last.slice(request.index + request[0].length), directory, IN_A_TASK);
  return parties.map((party) => partyOf(party, directory));
}
