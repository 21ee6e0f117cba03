/** Keeps callers from queueing for a subgraph that nobody can reach. */
export interface Circuit {
  /** False while it is pointless to try. */
  mayTry(): boolean;
  /** Something answered, whatever it said. */
  reached(): void;
  failed(): void;
}

export const FAILURES_MAX = 5;
export const OPEN_MS = 1_000;

/** Opens after 5 failures in a row; from then on it lets one try through each second until one succeeds. */
export function createCircuit(now: () => number): Circuit {
  let failures = 0;
  let retryAt = 0;
  return {
    mayTry() {
      if (failures < FAILURES_MAX) return true;
      if (now() < retryAt) return false;
      retryAt = now() + OPEN_MS;
      return true;
    },
    reached() {
      failures = 0;
    },
    failed() {
      failures += 1;
      if (failures >= FAILURES_MAX) retryAt = now() + OPEN_MS;
    },
  };
}
