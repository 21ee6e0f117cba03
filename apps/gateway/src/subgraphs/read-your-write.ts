/** Names of an aggregate and its version, as a mutation wrote it. */
export interface Written {
  /** Of the events that tell about it: a service waits only for topics it hears. */
  readonly topic: string;
  readonly id: string;
  readonly version: number;
}

export const WRITTEN_ITEMS_MAX = 20;

const ITEM = /^([a-z][a-z0-9.-]{0,99})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9})$/;

/** Reads `<topic>/<uuid>:<version>[,…]`, at most 20 items; null for any other text. */
export function parseWritten(header: string): Written[] | null {
  const items = header.split(',', WRITTEN_ITEMS_MAX + 1);
  if (items.length > WRITTEN_ITEMS_MAX) return null;
  const written: Written[] = [];
  for (const item of items) {
    const [, topic, id, version] = ITEM.exec(item.trim().toLowerCase()) ?? [];
    if (!topic || !id) return null;
    written.push({ topic, id, version: Number(version) });
  }
  return written;
}

export const formatWritten = (written: readonly Written[]): string =>
  written.map(({ topic, id, version }) => `${topic}/${id}:${version}`).join(',');
