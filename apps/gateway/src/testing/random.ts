import { hash } from 'node:crypto';

/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** From 0 up to, not including, `below`. */
  number(below: number): number;
  chance(of100: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** By the generator known as mulberry32, whose period is long enough that operations do not repeat. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(next() * below);
  return { number, chance: (of100) => number(100) < of100, pick: (items) => items[number(items.length)]! };
}

/** A number that belongs to a text. */
export const numberOf = (text: string): number => Number.parseInt(hash('md5', text, 'hex').slice(0, 8), 16);
