/** The subgraphs: each a process with a database, topics and an assertion key of its own. */
export const subgraphs = ['intake', 'assignment', 'reporting', 'notification'] as const;
export type Subgraph = (typeof subgraphs)[number];

export const services = [...subgraphs, 'gateway'] as const;
export type Service = (typeof services)[number];

/** One for each subgraph, and the vault apart, so that whoever can read petitions cannot read who denounced. */
export const databases = [...subgraphs, 'vault'] as const;
export type DatabaseName = (typeof databases)[number];

/** The same made for each name. */
export const forEach = <Name extends string, Made>(
  names: readonly Name[],
  make: (name: Name) => Made,
): Record<Name, Made> => Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Made>;
