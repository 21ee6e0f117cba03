import { join } from 'node:path';

/** A path inside the repository. Commands and tests run with the repository's root as working directory. */
export const inWorkspace = (...parts: string[]): string => join(process.cwd(), ...parts);

/** Where everything lies that a machine may lose: data, logs, keys and downloads of development. Not in Git. */
export const developmentDirectory = (): string => inWorkspace('.tiepdan');
