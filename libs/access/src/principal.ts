/** Who asks: proven by the gateway, carried to each subgraph in an assertion. Holds no name. */
export interface Principal {
  /** Id of the officer, or of the service for calls between services. */
  readonly id: string;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
}

export const roles = [
  'citizen',
  'receptionist',
  'processor',
  'reception-board',
  'head',
  'resolver',
  'inspector',
  'leader',
  'analyst',
  'administrator',
  'service',
] as const;
export type Role = (typeof roles)[number];
