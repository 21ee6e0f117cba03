import type { Signatory } from '../directive';

/** Thay lệnh, ký thay, thay mặt, thừa ủy quyền, quyền: how an official signs for somebody else. */
const ON_BEHALF = /^(?:TL|KT|TM|TUQ|Q)\s?\.\s*\p{Lu}/u;
const OFFICES = 'PHÓ|CHÁNH|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CỤC TRƯỞNG|BỘ TRƯỞNG|TỔNG';
const OFFICE = new RegExp(`^(?:${OFFICES})(?!\\p{L})`, 'u');
const PERSON = /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,5}$/u;
/** Where one printed line of a capacity ends although the line break was lost. */
const LOST_BREAK = new RegExp(
  `\\s+(?=(?:TL|KT|TM|TUQ|Q)\\s?\\.)|(?<!(?:TL|KT|TM|TUQ|Q)\\s?\\.|PHÓ|TỔNG|CỤC|BỘ)\\s+(?=(?:${OFFICES})(?!\\p{L}))`,
  'u',
);

/** True for a line such as `KT. GIÁM ĐỐC`, also with the name on the same line. */
export function isCapacity(text: string): boolean {
  const { capacity } = parted(text);
  return ON_BEHALF.test(capacity) || (OFFICE.test(capacity) && capacity.split(' ').length > 1);
}

/** Who signed and as what; null when no name stands below or beside a capacity. */
export function signatoryIn(lines: readonly string[]): Signatory | null {
  const capacity: string[] = [];
  for (const line of lines) {
    const parts = isCapacity(line) ? parted(line) : { capacity: '', name: line };
    if (parts.capacity) capacity.push(...parts.capacity.split(LOST_BREAK));
    if (capacity.length > 0 && PERSON.test(parts.name)) return { name: parts.name, capacity };
  }
  return null;
}

/** Capacities are printed in capitals, names are not. */
function parted(text: string): { capacity: string; name: string } {
  const words = text.split(' ');
  const nameAt = words.findIndex((word) => /\p{Ll}/u.test(word));
  return nameAt < 0
    ? { capacity: text, name: '' }
    : { capacity: words.slice(0, nameAt).join(' '), name: words.slice(nameAt).join(' ') };
}
