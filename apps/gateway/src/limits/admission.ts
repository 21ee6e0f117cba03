/** Bounds what is worked on at once. */
export interface Admission {
  /** Resolves with the function that frees the place, or with null when there is none to be had soon. */
  enter(): Promise<(() => void) | null>;
}

export interface AdmissionLimits {
  readonly runningMax: number;
  readonly waitingMax: number;
  readonly waitTimeoutMs: number;
}

/** Places for `runningMax`; up to `waitingMax` more wait in order, no longer than `waitTimeoutMs`. */
export function createAdmission({ runningMax, waitingMax, waitTimeoutMs }: AdmissionLimits): Admission {
  const waiting = new Set<() => void>();
  let running = 0;

  const leave = () => {
    running -= 1;
    const [next] = waiting;
    next?.();
  };
  const wait = () =>
    new Promise<(() => void) | null>((resolve) => {
      const take = () => {
        clearTimeout(timeout);
        waiting.delete(take);
        running += 1;
        resolve(leave);
      };
      const timeout = setTimeout(() => {
        waiting.delete(take);
        resolve(null);
      }, waitTimeoutMs);
      waiting.add(take);
    });
  return {
    async enter() {
      if (running < runningMax) {
        running += 1;
        return leave;
      }
      return waiting.size < waitingMax ? wait() : null;
    },
  };
}
