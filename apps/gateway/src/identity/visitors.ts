import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { Kind, parse, type DefinitionNode, type SelectionNode } from 'graphql';
import type { Principal } from '@tiepdan/access';
import type { GraphRequest } from '../execution/operation';

/** Fields of the graph that need no account: they open nothing but what their own argument opens. */
const FOR_EVERYBODY: readonly string[] = ['trackPetition', '__typename'];
const QUERY_CHARACTERS_MAX = 2_000;

/** Lets in whoever comes without a token, for what is for everybody; null for anything else. */
export type AdmitVisitor = (request: IncomingMessage, body: GraphRequest) => Principal | null;

/**
 * A visitor is known by a digest of where they come from, under a key that lives as long as this process: enough to slow down who
 * tries out codes, and nothing that could be looked up later. `trustedProxies`: how many of our own stand in front of us and
 * add where a request came from.
 */
export function admitVisitors(trustedProxies: number): AdmitVisitor {
  const key = randomBytes(32);
  return (request, { query }) => {
    if (typeof query !== 'string' || !isForEverybody(query)) return null;
    const from = createHmac('sha256', key)
      .update(networkOf(addressOf(request, trustedProxies)))
      .digest('hex');
    return { id: `visitor:${from.slice(0, 16)}`, agencyId: null, roles: ['citizen'] };
  };
}

/** One query that asks for fields which are for everybody, and spreads nothing. */
function isForEverybody(query: string): boolean {
  if (query.length > QUERY_CHARACTERS_MAX || !query.includes('trackPetition')) return false;
  let definitions: readonly DefinitionNode[];
  try {
    definitions = parse(query, { noLocation: true }).definitions;
  } catch {
    return false;
  }
  const [operation, ...others] = definitions;
  const isField = (selection: SelectionNode) =>
    selection.kind === Kind.FIELD && FOR_EVERYBODY.includes(selection.name.value);
  return (
    others.length === 0 &&
    operation?.kind === Kind.OPERATION_DEFINITION &&
    operation.operation === 'query' &&
    operation.selectionSet.selections.every(isField)
  );
}

function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const told = String(request.headers['x-forwarded-for'] ?? '').split(',');
  return told.at(-trustedProxies)?.trim() || direct;
}

/** Whoever has one address of version 6 has a whole network of them. */
const networkOf = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
