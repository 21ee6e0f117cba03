import { hash } from 'node:crypto';
import type { Principal } from '@tiepdan/access';
import { isAllowed } from '@tiepdan/access/gateway';
import type { GraphRequest } from '../execution/operation';

export interface RegisteredDocument {
  /** Of the one operation in it. */
  readonly name: string;
  readonly query: string;
}

/** Registered documents by their id, the SHA-256 of the text in 64 hexadecimal digits. */
export type DocumentRegister = ReadonlyMap<string, RegisteredDocument>;

export interface AskedDocument {
  /** With the text of the document, whether it came as an id or as a text. */
  readonly request: GraphRequest;
  readonly isRegistered: boolean;
}

export type DocumentRefusal = 'documentUnknown' | 'documentNotRegistered';

const ID = /^(?:sha256:)?([0-9a-f]{64})$/;

export const documentIdOf = (query: string): string => hash('sha256', query, 'hex');

/** Reads a register as the tool writes it; throws when a text is not the one its id was made of. */
export function readRegister(json: string): DocumentRegister {
  const register = new Map(Object.entries(JSON.parse(json) as Record<string, RegisteredDocument>));
  for (const [id, { name, query }] of register)
    if (documentIdOf(query) !== id)
      throw new Error(`The text of the registered document ${name} is not the one of its id.`);
  return register;
}

/**
 * Puts the text of a registered document in the place of its id: `documentId`, as in GraphQL over HTTP, or
 * `extensions.persistedQuery.sha256Hash`, as some clients send it. An id that is not registered, or a text beside it that is not the
 * one registered, is refused, and nothing of it is kept.
 */
export function findDocument(register: DocumentRegister, body: GraphRequest): AskedDocument | DocumentRefusal {
  const asked = idOf(body);
  if (asked === undefined) return { request: body, isRegistered: false };
  const [, id] = (typeof asked === 'string' && ID.exec(asked)) || [];
  const document = id === undefined ? undefined : register.get(id);
  const { query = document?.query, variables = null, operationName = null } = body;
  if (!document || query !== document.query) return 'documentUnknown';
  // It has one operation only: named or not, it is the same.
  const named = operationName === document.name ? null : operationName;
  return { request: { query, variables, operationName: named }, isRegistered: true };
}

function idOf({ documentId, extensions }: GraphRequest): unknown {
  if (documentId !== undefined || !extensions) return documentId;
  const { persistedQuery } = extensions as { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
  return persistedQuery && (persistedQuery.sha256Hash ?? null);
}

/** Whether somebody may ask this: what is registered anybody, other texts only by a duty that includes it, or where all may. */
export const mayAsk = (principal: Principal, { isRegistered }: AskedDocument, isFreeForAll: boolean): boolean =>
  isRegistered || isFreeForAll || isAllowed(principal, 'askFreely');
