/** Advisory locks of the service's database: any numbers, the same in every instance, none of them twice in one database. */
export const locks = {
  /** Instances that start together load the register one after the other. */
  register: 7_201_926,
  /** Which petitions belong to which case. */
  membership: 7_201_927,
  calendar: 7_201_928,
  /** One instance computes deadlines again after a change of the calendar, the others wait for its end. */
  recomputation: 7_201_929,
} as const;
