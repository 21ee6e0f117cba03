export interface BenchOptions {
  /** Fewer and shorter runs: tells whether it works, not how fast it is. */
  readonly isQuick: boolean;
  /** Whether other projects of the same kind are installed, where they are not yet, and measured too. */
  readonly withPeers: boolean;
  /** Folder for files and logs of this run. */
  readonly directory: string;
  onStop(stop: () => Promise<unknown>): void;
}

/** One independent measurement; its result is plain data and goes into the report under its name. */
export interface BenchPart {
  readonly name: string;
  /** Run only when it is named. */
  readonly isLong?: boolean;
  run(options: BenchOptions): Promise<object>;
}
