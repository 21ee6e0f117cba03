import { v5 } from 'uuid';

/** Fixed for ever: another one would give every body and officer another id. */
const REGISTER_NAMESPACE = '6a0c2f0e-7c1b-5d7e-9a53-1f9b7c2d4e10';

/** The same id on every machine, so that services and tests agree without asking each other. */
export const registerId = (name: string): string => v5(name, REGISTER_NAMESPACE);
