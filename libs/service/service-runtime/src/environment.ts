import { createSecretKey } from 'node:crypto';
import { z } from 'zod';

/**
 * Checks the variables a process was started with and returns them typed.
 * Throws one Error that lists every fault at once; it names variables, never their values, which may be secrets.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  values: NodeJS.ProcessEnv,
): z.infer<Schema> {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n${faults.join('\n')}`);
}

/** A 256-bit key as 64 hexadecimal digits, prepared once for all its uses. */
export const hexKey = () =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .transform((hex) => createSecretKey(Buffer.from(hex, 'hex')));

export const commaList = () =>
  z
    .string()
    .min(1)
    .transform((list) => list.split(',').map((item) => item.trim()));
