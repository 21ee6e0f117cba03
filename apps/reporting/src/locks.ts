/** Advisory locks of the service's database: any numbers, the same in every instance, none of them twice in one database. */
export const locks = {
  /** Which petitions are counted together. */
  clusters: 7_301,
} as const;
