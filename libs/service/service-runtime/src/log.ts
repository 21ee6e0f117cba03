import { pino } from 'pino';

/** One JSON line per message on standard output. Messages and fields never carry personal data. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const createLog = (service: string): Log =>
  pino({
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });

/**
 * What may be logged of an unknown error: its class, code and where it was thrown.
 * The message is left out, because database and parser messages repeat the values they complain about.
 */
export function describeFault(error: unknown): { fault: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { fault: typeof error };
  const at = error.stack
    ?.split('\n')
    .map((line) => line.trim())
    // A message may itself have several lines, so frames are known by their end.
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 5)
    .join(' < ');
  const code = (error as { code?: unknown }).code;
  return {
    fault: error.name,
    ...(code === undefined ? {} : { code: String(code) }),
    ...(at === undefined ? {} : { at }),
  };
}
