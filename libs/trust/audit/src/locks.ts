/** Advisory locks in the database of a service that keeps an audit. */
export const locks = {
  /** One of all instances of a service keeps its anchors. */
  keeper: 7_201_931,
} as const;
