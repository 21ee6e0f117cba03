import { genesisOf, linkHash, type Link } from '@tiepdan/audit';

/** What was done to a chain, as far as it can be told from what is left. */
export const breakKinds = ['DELETED', 'ALTERED', 'INSERTED', 'REORDERED', 'CUT_OFF', 'REWRITTEN'] as const;
export type BreakKind = (typeof breakKinds)[number];

/** The first link of a chain that is not what was written. */
export interface ChainBreak {
  readonly kind: BreakKind;
  readonly agencyId: string;
  readonly sequence: number;
  /** What stands there now; null where nothing does. */
  readonly found: Link | null;
}

const LOOKED_AHEAD = 2;

/**
 * Follows one chain link by link, fed in the order of their sequence. Needs memory for three links only.
 * A chain whose links all fit may still have been written anew from some link on: only what left the system before tells.
 */
export class ChainVerifier {
  private previous: Buffer;
  private next = 1;
  private readonly waiting: Link[] = [];
  /** The first break, once there is one; nothing is looked at afterwards. */
  found: ChainBreak | null = null;

  constructor(
    readonly agencyId: string,
    /** Told of every link that fits, in order. */
    private readonly onLink: (sequence: number, hash: string) => void = () => undefined,
  ) {
    this.previous = genesisOf(agencyId);
  }

  /** Number of the last link that fits; 0 before the first. */
  get sequence(): number {
    return this.next - 1 - this.waiting.length;
  }

  add(link: Link): void {
    if (this.found) return;
    this.waiting.push(link);
    this.next += 1;
    if (this.waiting.length > LOOKED_AHEAD) this.check();
  }

  /** After the last link. */
  end(): ChainBreak | null {
    while (!this.found && this.waiting.length > 0) this.check();
    return this.found;
  }

  private check(): void {
    const [link, ...ahead] = this.waiting as [Link, ...Link[]];
    const expected = this.sequence + 1;
    const hash = linkHash(this.previous, link);
    if (link.sequence === expected && hash.toString('hex') === link.hash) {
      this.waiting.shift();
      this.previous = hash;
      this.onLink(expected, link.hash);
      return;
    }
    this.found = { kind: this.kindOf(link, ahead, expected), agencyId: this.agencyId, sequence: expected, found: link };
  }

  private kindOf(link: Link, [following, afterwards]: readonly Link[], expected: number): BreakKind {
    if (link.sequence > expected) return 'DELETED';
    if (following && this.fits(following, expected, this.previous)) {
      const isSwapped = this.fits(link, expected + 1, Buffer.from(following.hash, 'hex'));
      return isSwapped ? 'REORDERED' : 'INSERTED';
    }
    // What stood between was taken out and the rest numbered anew: the next two still fit each other by their old numbers.
    if (following && this.fits(following, expected + 2, Buffer.from(link.hash, 'hex'))) return 'DELETED';
    if (following && afterwards && this.fits(afterwards, expected, this.previous)) return 'REORDERED';
    return 'ALTERED';
  }

  private fits = (link: Link, sequence: number, previous: Buffer): boolean =>
    linkHash(previous, { ...link, sequence }).toString('hex') === link.hash;
}
