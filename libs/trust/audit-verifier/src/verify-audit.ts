import type { KeyObject } from 'node:crypto';
import {
  ANCHOR,
  anchorHash,
  headsNow,
  isCheckpointGenuine,
  LINK,
  type Anchor,
  type Head,
  type Link,
  type SignedCheckpoint,
} from '@tiepdan/audit';
import type { Queryable } from '@tiepdan/database';
import { ChainVerifier, type ChainBreak } from './verify-chain';

/** What a verifier found beside breaks of chains. */
export type Finding =
  | ({ readonly what: 'CHAIN' } & ChainBreak)
  | { readonly what: 'CHECKPOINT_NOT_GENUINE' }
  | { readonly what: 'ANCHOR'; readonly sequence: number };

export interface Verified {
  /** The first break of each chain, then of the anchors; none when everything is as it was written. */
  readonly findings: readonly Finding[];
  readonly links: number;
  readonly chains: number;
  readonly anchors: number;
}

/** The checkpoint to hold the database against, and the key it must be signed by. */
export interface Proof {
  readonly checkpoint: SignedCheckpoint;
  readonly publicKey: KeyObject;
}

const BATCH_ROWS = 5_000;

/** Reads every link, head and anchor of a database in one snapshot; changes nothing. `client` must be the only user of its connection. */
export async function verifyAudit(client: Queryable, proof: Proof | null): Promise<Verified> {
  if (proof && !isCheckpointGenuine(proof.checkpoint, proof.publicKey))
    return { findings: [{ what: 'CHECKPOINT_NOT_GENUINE' }], links: 0, chains: 0, anchors: 0 };
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    const anchors = await verifyAnchors(client, proof?.checkpoint ?? null);
    const heads = await headsNow(client);
    const witnesses = witnessesOf(heads, anchors.heads, proof?.checkpoint.heads ?? []);
    const chains = await verifyChains(client, witnesses);
    return { ...chains, findings: [...chains.findings, ...anchors.findings], anchors: anchors.count };
  } finally {
    await client.query('rollback');
  }
}

/** Who says what a link's hash must be. A head says beside that no link comes after it. */
interface Witness extends Head {
  readonly kind: 'HEAD' | 'KEPT';
}

function witnessesOf(heads: readonly Head[], ...kept: readonly (readonly Head[])[]): Map<string, Witness[]> {
  const all = [
    ...heads.map((head) => ({ ...head, kind: 'HEAD' }) as const),
    ...kept.flat().map((head) => ({ ...head, kind: 'KEPT' }) as const),
  ];
  return Map.groupBy(all, ({ agencyId }) => agencyId);
}

async function verifyChains(
  client: Queryable,
  witnesses: ReadonlyMap<string, readonly Witness[]>,
): Promise<Omit<Verified, 'anchors'>> {
  await client.query(
    `declare links cursor for select ${LINK} from audit_entry order by audit_entry.agency_id, audit_entry.sequence`,
  );
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let links = 0;
  let chain: OpenChain | null = null;
  const close = () => {
    const broken = chain?.end() ?? null;
    if (broken) findings.push({ what: 'CHAIN', ...broken });
  };
  for (;;) {
    const { rows } = await client.query<Link>(`fetch ${BATCH_ROWS} from links`);
    for (const link of rows) {
      if (chain?.agencyId !== link.agencyId) {
        close();
        chain = openChain(link.agencyId, witnesses.get(link.agencyId) ?? []);
        seen.add(link.agencyId);
      }
      chain.add(link);
    }
    links += rows.length;
    if (rows.length < BATCH_ROWS) break;
  }
  close();
  // Chains of which nothing is left but somebody's word.
  for (const [agencyId, known] of witnesses)
    if (!seen.has(agencyId)) {
      const broken = openChain(agencyId, known).end();
      if (broken) findings.push({ what: 'CHAIN', ...broken });
      seen.add(agencyId);
    }
  return { findings, links, chains: seen.size };
}

interface OpenChain {
  readonly agencyId: string;
  add(link: Link): void;
  end(): ChainBreak | null;
}

/** A chain that is followed link by link and held against what witnesses say of it. */
function openChain(agencyId: string, witnesses: readonly Witness[]): OpenChain {
  const wanted = Map.groupBy(
    witnesses.filter(({ sequence }) => sequence > 0),
    ({ sequence }) => sequence,
  );
  const head = witnesses.find(({ kind }) => kind === 'HEAD')?.sequence ?? null;
  let contradicted: ChainBreak | null = null;
  let beyond: Link | null = null;
  const verifier = new ChainVerifier(agencyId, (sequence, hash) => {
    const isContradicted = wanted.get(sequence)?.some((witness) => witness.hash !== hash) ?? false;
    if (isContradicted) contradicted ??= { kind: 'REWRITTEN', agencyId, sequence, found: null };
    wanted.delete(sequence);
  });
  return {
    agencyId,
    add(link) {
      if (link.sequence > (head ?? 0)) beyond ??= link;
      verifier.add(link);
    },
    end() {
      const broken = verifier.end();
      const missing = [...wanted.keys()].some((sequence) => sequence > verifier.sequence);
      const cutOff: ChainBreak | null =
        !broken && missing ? { kind: 'CUT_OFF', agencyId, sequence: verifier.sequence + 1, found: null } : null;
      const inserted: ChainBreak | null = beyond && {
        kind: 'INSERTED',
        agencyId,
        sequence: beyond.sequence,
        found: beyond,
      };
      const all = [broken, contradicted, cutOff, inserted].filter((each) => each !== null);
      return all.sort((one, other) => one.sequence - other.sequence)[0] ?? null;
    },
  };
}

async function verifyAnchors(client: Queryable, checkpoint: SignedCheckpoint | null) {
  const { rows } = await client.query<Anchor>(`select ${ANCHOR} from audit_anchor order by audit_anchor.sequence`);
  let previous: string | null = null;
  const heads: Head[] = [];
  for (const [index, anchor] of rows.entries()) {
    const isKept = checkpoint?.anchor?.sequence !== anchor.sequence || checkpoint.anchor.hash === anchor.hash;
    if (anchor.sequence !== index + 1 || anchor.hash !== anchorHash(previous, anchor) || !isKept)
      return { findings: [{ what: 'ANCHOR', sequence: index + 1 } as const], heads, count: rows.length };
    previous = anchor.hash;
    heads.push(...anchor.heads);
  }
  const isCutOff = (checkpoint?.anchor?.sequence ?? 0) > rows.length;
  const findings = isCutOff ? [{ what: 'ANCHOR', sequence: rows.length + 1 } as const] : [];
  return { findings, heads, count: rows.length };
}

/** The first sequence number at which one chain is broken, or null when every link fits the one before it and the head. */
export async function firstBrokenLink(client: Queryable, agencyId: string): Promise<number | null> {
  const { rows } = await client.query<Link>(
    `select ${LINK} from audit_entry where agency_id = $1 order by audit_entry.sequence`,
    [agencyId],
  );
  const heads = (await headsNow(client)).filter((head) => head.agencyId === agencyId);
  const chain = openChain(agencyId, witnessesOf(heads).get(agencyId) ?? []);
  for (const link of rows) chain.add(link);
  return chain.end()?.sequence ?? null;
}
