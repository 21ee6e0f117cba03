import { bodyTree, type Principal, type Standing } from '@tiepdan/access';
import { accessOf } from '@tiepdan/access/all';
import { existsOn, loadProvince, type Province } from '@tiepdan/province';
import { dayInProvince } from '@tiepdan/dated-table';
import { officerWith } from '../../tokens';
import type { BenchOptions } from '../bench-part';
import { spreadOf, type Spread } from '../measuring/spread';

const FULL = { rounds: 15, calls: 200_000 };
const QUICK = { rounds: 5, calls: 20_000 };

/** What may be done with one petition, judged from nothing but who asks and the bodies and heads of the province. */
export function decisionCosts({ isQuick }: BenchOptions): object {
  const province = loadProvince('libs/law/province/data');
  const standing = standingIn(province);
  const { id, agencyId, roles } = officerWith(province, 'receptionist', 'BTCD');
  const head = officerWith(province, 'head', 'BTCD');
  const own: Principal = { id, agencyId, roles };
  const delegated: Principal = { ...own, delegations: [{ from: head.id, role: 'head', agencyId: head.agencyId }] };
  const matter = { kind: 'DENUNCIATION', respondentAgencyId: null, respondentOfficerId: 'somebody' };
  const decide = (principal: Principal) =>
    accessOf(principal, standing).decide('receivePetition', { agencyId, matter });
  if (decide(own) !== 'ALLOW' || decide(delegated) !== 'ALLOW') throw new Error('What is measured must be allowed.');
  const measure = (principal: Principal) => microseconds(isQuick ? QUICK : FULL, () => decide(principal) === 'ALLOW');
  return {
    unit: 'µs per accessOf and decide',
    bodies: province.agencies.length,
    ownDuty: measure(own),
    withOneDelegation: measure(delegated),
  };
}

function microseconds({ rounds, calls }: typeof FULL, isAllowed: () => boolean): Spread {
  const costs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begin = performance.now();
    // What is thrown away unseen may be computed away.
    let allowed = 0;
    for (let done = 0; done < calls; done += 1) if (isAllowed()) allowed += 1;
    if (allowed !== calls) throw new Error('An answer changed.');
    if (round > 0) costs.push(((performance.now() - begin) * 1_000) / calls);
  }
  return spreadOf(costs);
}

function standingIn({ agencies, officers }: Province): Standing {
  const today = dayInProvince(new Date());
  const heads = Map.groupBy(
    officers.filter(({ roles }) => roles.includes('head')),
    ({ agencyId }) => agencyId,
  );
  return {
    tree: bodyTree(agencies.filter((agency) => existsOn(agency, today))),
    headsOf: (body) => (heads.get(body) ?? []).map(({ id }) => id),
    bodiesOf: () => [],
  };
}
