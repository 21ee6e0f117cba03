import type { MatterFacts } from './matter';

/** Petitions that are, or once were, linked, with all that is known of them: what one event may change together. */
export interface Cluster extends MatterFacts {
  /** Lowest petition number in it. */
  readonly no: number;
  readonly petitionNos: readonly number[];
}

/** The clusters of all petitions a set of entries names. Clusters only ever grow. */
export interface Clusters {
  of(petitionNo: number): Cluster;
  /** The one cluster that both petitions belong to from now on. */
  join(petitionNo: number, otherNo: number): Cluster;
  /** The same cluster, knowing more. */
  add(cluster: Cluster, more: Partial<MatterFacts>): Cluster;
  /** Clusters that grew out of several. */
  joined(): readonly Cluster[];
}

export function createClusters(known: readonly Cluster[]): Clusters {
  const byPetition = new Map<number, Cluster>();
  const joinedNos = new Set<number>();
  const remember = (cluster: Cluster): Cluster => {
    for (const petitionNo of cluster.petitionNos) byPetition.set(petitionNo, cluster);
    return cluster;
  };
  const of = (petitionNo: number): Cluster => {
    const cluster = byPetition.get(petitionNo);
    if (!cluster) throw new Error('a petition whose cluster was not read');
    return cluster;
  };
  known.forEach(remember);
  return {
    of,
    join(petitionNo, otherNo) {
      const [one, other] = [of(petitionNo), of(otherNo)];
      if (one === other) return one;
      const no = Math.min(one.no, other.no);
      joinedNos.delete(Math.max(one.no, other.no));
      joinedNos.add(no);
      return remember({
        no,
        petitionNos: [...one.petitionNos, ...other.petitionNos],
        hearings: [...one.hearings, ...other.hearings],
        links: [...one.links, ...other.links],
      });
    },
    add: (cluster, { hearings = [], links = [] }) =>
      remember({
        ...cluster,
        hearings: [...cluster.hearings, ...hearings],
        links: [...cluster.links, ...links],
      }),
    joined: () => [...joinedNos].map(of),
  };
}
