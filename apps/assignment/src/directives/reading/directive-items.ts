import type { Line } from './directive-lines';
import { isCapacity } from './directive-signatory';

/** One numbered or marked item. A bullet is numbered by its place: the second one under 8 is 8.2. */
export interface OutlineItem {
  readonly number: string;
  /** Number of the item it stands under. */
  readonly parent: string | null;
  readonly text: string;
}

type Kind = 'numbered' | 'dotted' | 'lettered' | '-' | '+';
interface OpenItem {
  readonly kind: Kind;
  readonly number: string;
  children: number;
}

const NUMBERED = /^(\d{1,2})(?:[.)]\s+|\.(?=\p{L}))/u;
const DOTTED = /^(\d{1,2}(?:\.\d{1,2}){1,2})[.)]?\s+/u;
const LETTERED = /^[a-zđ][.)]\s+/u;
const SECTION = /^([IVX]{1,5})[.)]\s+/u;
const ADDRESSEES = /^nơi nhận\s*:?/iu;
const CLOSING = /^(?:Thông báo này|Trên đây|Văn phòng .{0,80}(?:thông báo|trân trọng))(?!\p{L})/u;
const DEPTH: Record<Kind, number> = { numbered: 0, dotted: 1, lettered: 1, '-': 2, '+': 3 };

export const startsItem = (line: Line): boolean => !line.mark && NUMBERED.test(line.text);
export const startsAddressees = (line: Line): boolean => ADDRESSEES.test(line.text);

/** Everything numbered or marked, in order, up to the closing sentence, the signature or the addressees. */
export function outlineItems(lines: readonly Line[]): OutlineItem[] {
  const items: { number: string; parent: string | null; text: string }[] = [];
  let open: OpenItem[] = [];
  let section = '';

  const add = (kind: Kind, printedNumber: string | null, text: string) => {
    open = open.filter((item) => DEPTH[item.kind] < DEPTH[kind]);
    const parent = open.at(-1) ?? null;
    const place = (parent?.children ?? 0) + 1;
    const number = printedNumber ?? (parent ? `${parent.number}.${place}` : `${section}${place}`);
    if (parent) parent.children = place;
    open.push({ kind, number, children: 0 });
    items.push({ number, parent: parent?.number ?? null, text });
  };

  for (const line of lines) {
    if (startsAddressees(line) || isCapacity(line.text)) break;
    const start = startOf(line);
    if (start?.kind === 'section') {
      section = `${start.number}.`;
      open = [];
    } else if (start) {
      add(start.kind, start.number && `${section}${start.number}`, start.text);
    } else if (isClosing(line)) {
      break;
    } else if (items.length > 0) {
      const last = items.at(-1)!;
      last.text = `${last.text} ${line.text}`;
    }
  }
  return items.filter((item) => item.text !== '');
}

interface Start {
  readonly kind: Kind | 'section';
  /** As printed; null for letters and bullets, which are numbered by their place. */
  readonly number: string | null;
  readonly text: string;
}

function startOf({ text, mark }: Line): Start | null {
  if (mark) return { kind: mark, number: null, text };
  const after = (match: RegExpExecArray, kind: Start['kind']): Start => ({
    kind,
    number: match[1] ?? null,
    text: text.slice(match[0].length),
  });
  const dotted = DOTTED.exec(text);
  if (dotted) return after(dotted, 'dotted');
  const numbered = NUMBERED.exec(text);
  if (numbered) return after(numbered, 'numbered');
  const lettered = LETTERED.exec(text);
  if (lettered) return after(lettered, 'lettered');
  const section = SECTION.exec(text);
  return section && after(section, 'section');
}

/** A paragraph of its own that ends as documents end, or begins as closing sentences begin. */
const isClosing = (line: Line): boolean =>
  CLOSING.test(line.text) || (!line.followsDirectly && /\.\/\.\s*$/u.test(line.text));
