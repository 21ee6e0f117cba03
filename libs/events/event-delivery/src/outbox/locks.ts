/** Advisory locks in the database of a service that sends events. */
export const locks = {
  /** One of all instances of a service sends its events. */
  relay: 730_418_229,
} as const;
