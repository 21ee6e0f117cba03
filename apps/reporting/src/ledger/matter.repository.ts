import type { Queryable } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import { locks } from '../locks';
import type { Mode } from './account';
import type { Cluster } from './clusters';
import type { Hearing, Link } from './matter';

/** Numbers of visits and petitions by id; whoever has none gets one. Takes two statements. */
export async function numberSubjects(client: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  await client.query({
    name: 'number-subjects',
    text: `insert into subject (id)
           select id from unnest($1::uuid[]) as wanted (id)
           where not exists (select from subject known where known.id = wanted.id)
           order by id on conflict (id) do nothing`,
    values: [[...new Set(ids)]],
  });
  const { rows } = await client.query<{ no: number; id: string }>({
    name: 'numbers-of-subjects',
    text: 'select no, id from subject where id = any($1::uuid[])',
    values: [ids],
  });
  return new Map(rows.map(({ no, id }) => [id, no]));
}

/**
 * Until the commit, nobody changes these petitions' facts and, where `isJoining`, nobody else touches any cluster: whoever
 * joins clusters works alone, so that whoever adds facts can trust which petitions belong together.
 */
export async function lockClusters(
  client: Queryable,
  petitionNos: readonly number[],
  { isJoining }: { readonly isJoining: boolean },
): Promise<Cluster[]> {
  if (petitionNos.length === 0) return [];
  await client.query(`select pg_advisory_xact_lock${isJoining ? '' : '_shared'}($1)`, [locks.clusters]);
  await client.query({
    name: 'know-petitions',
    text: `insert into petition (subject_no, cluster_no)
           select no, no from unnest($1::int4[]) as wanted (no) order by no on conflict (subject_no) do nothing`,
    values: [petitionNos],
  });
  const { rows } = await client.query<{ petitionNo: number; clusterNo: number }>({
    name: 'lock-clusters',
    text: `select subject_no as "petitionNo", cluster_no as "clusterNo" from petition
           where cluster_no in (select cluster_no from petition where subject_no = any($1::int4[]))
           order by subject_no for update`,
    values: [petitionNos],
  });
  const members = Map.groupBy(rows, ({ clusterNo }) => clusterNo);
  const everyNo = rows.map(({ petitionNo }) => petitionNo);
  const hearings = Map.groupBy(await hearingsOf(client, everyNo), ({ petitionNo }) => petitionNo);
  const links = Map.groupBy(await linksOf(client, everyNo), ({ petitionNo }) => petitionNo);
  return [...members].map(([no, ofCluster]) => ({
    no,
    petitionNos: ofCluster.map(({ petitionNo }) => petitionNo),
    hearings: ofCluster.flatMap(({ petitionNo }) => hearings.get(petitionNo) ?? []),
    links: ofCluster.flatMap(({ petitionNo }) => links.get(petitionNo) ?? []),
  }));
}

export const HEARING_COLUMNS = `h.petition_no as "petitionNo", h.visit_no as "visitNo", h.agency as "agencyNo", h.mode,
  h.effective_on::text as day, h.recorded_on::text as "recordedOn"`;
export const LINK_COLUMNS = `l.petition_no as "petitionNo", l.version, l.duplicate_of as "duplicateOfNo",
  l.recorded_on::text as "recordedOn"`;

async function hearingsOf(client: Queryable, petitionNos: readonly number[]): Promise<Hearing[]> {
  const { rows } = await client.query<Hearing>({
    name: 'hearings-of-petitions',
    text: `select ${HEARING_COLUMNS} from hearing h where h.petition_no = any($1::int4[])`,
    values: [petitionNos],
  });
  return rows;
}

async function linksOf(client: Queryable, petitionNos: readonly number[]): Promise<Link[]> {
  const { rows } = await client.query<Link>({
    name: 'links-of-petitions',
    text: `select ${LINK_COLUMNS} from petition_link l where l.petition_no = any($1::int4[])`,
    values: [petitionNos],
  });
  return rows;
}

export async function insertHearings(client: Queryable, hearings: readonly Hearing[]): Promise<void> {
  if (hearings.length === 0) return;
  await client.query({
    name: 'insert-hearings',
    text: `insert into hearing (petition_no, visit_no, agency, mode, effective_on, recorded_on)
           select * from unnest($1::int4[], $2::int4[], $3::int2[], $4::text[], $5::date[], $6::date[])`,
    values: [
      hearings.map(({ petitionNo }) => petitionNo),
      hearings.map(({ visitNo }) => visitNo),
      hearings.map(({ agencyNo }) => agencyNo),
      hearings.map(({ mode }): Mode => mode),
      hearings.map(({ day }): Day => day),
      hearings.map(({ recordedOn }) => recordedOn),
    ],
  });
}

export async function insertLinks(client: Queryable, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  await client.query({
    name: 'insert-links',
    text: `insert into petition_link (petition_no, version, duplicate_of, recorded_on)
           select * from unnest($1::int4[], $2::int4[], $3::int4[], $4::date[])`,
    values: [
      links.map(({ petitionNo }) => petitionNo),
      links.map(({ version }) => version),
      links.map(({ duplicateOfNo }) => duplicateOfNo),
      links.map(({ recordedOn }) => recordedOn),
    ],
  });
}

/** Moves the petitions of clusters that were joined. */
export async function storeClusters(client: Queryable, clusters: readonly Cluster[]): Promise<void> {
  const moves = clusters.flatMap(({ no, petitionNos }) => petitionNos.map((petitionNo) => ({ petitionNo, no })));
  if (moves.length === 0) return;
  await client.query({
    name: 'store-clusters',
    text: `update petition set cluster_no = joined.no
           from unnest($1::int4[], $2::int4[]) as joined (petition_no, no)
           where subject_no = joined.petition_no and cluster_no <> joined.no`,
    values: [moves.map(({ petitionNo }) => petitionNo), moves.map(({ no }) => no)],
  });
}

/** That a petition belongs to a case. */
export interface CaseTold {
  readonly petitionId: string;
  readonly caseId: string;
  readonly toldAt: string;
}

/** Which case a petition belongs to: what was told last counts, whichever comes first. Three statements. */
export async function rememberCases(client: Queryable, told: readonly CaseTold[]): Promise<void> {
  if (told.length === 0) return;
  const inOrder = told.toSorted((one, other) => Date.parse(one.toldAt) - Date.parse(other.toldAt));
  const newest = [...new Map(inOrder.map((each) => [each.petitionId, each])).values()];
  const numbers = await numberSubjects(
    client,
    newest.map(({ petitionId }) => petitionId),
  );
  await client.query({
    name: 'remember-cases',
    text: `insert into petition_case as known (petition_no, case_id, told_at)
           select * from unnest($1::int4[], $2::uuid[], $3::timestamptz[]) as told (petition_no, case_id, told_at)
           order by petition_no
           on conflict (petition_no) do update set case_id = excluded.case_id, told_at = excluded.told_at
           where known.told_at <= excluded.told_at`,
    values: [
      newest.map(({ petitionId }) => numbers.get(petitionId)),
      newest.map(({ caseId }) => caseId),
      newest.map(({ toldAt }) => toldAt),
    ],
  });
}
