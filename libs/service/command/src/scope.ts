import type { PoolClient } from 'pg';
import { validate } from 'uuid';
import { AccessDenied, type Acting } from '@tiepdan/access';
import type { Moment, Outcome, Scope, TransactionCommand } from './command';

/** By which duty, in the chain of which agency. */
interface Judged {
  readonly acting: Acting;
  readonly agencyId: string;
}

/** What the work of one call is given, and the judgement of what it did. @throws AccessDenied where no duty allows it */
export function scopeOf<Input extends object, Item extends object, D>(
  { of, operation, given }: TransactionCommand<Input, Item, D>,
  client: PoolClient,
  moment: Moment,
  input: Input,
): { readonly scope: Scope<Item>; readonly judge: (outcome: Outcome<Item>) => Judged } {
  const { access, principal, reach } = moment;
  let judgedWhenLocked: Judged | null = null;

  const judgeBy = (object: { readonly agencyId: string | null }): Judged => {
    const acting = access.acting(operation, object, given?.(input));
    // What is written stands in a chain, and every chain is an agency's.
    if (!acting || object.agencyId === null) throw new AccessDenied(operation);
    return { acting, agencyId: object.agencyId };
  };

  const lockedWith: Scope<Item>['lockedWith'] = async (id, others, expectedVersion, first) => {
    const ids = [id, ...others].filter((each) => validate(each)).map((each) => each.toLowerCase());
    const found = await of.find(client, ids, reach, true);
    const item = found.get(id.toLowerCase());
    // What may not be known to exist looks the same as what does not exist.
    if (!item || (of.accessObjectOf && !access.may(of.reads, of.accessObjectOf(item)))) throw of.unknown(id);
    const objection = of.objectionTo?.(access, operation, item) ?? null;
    if (objection) throw objection;
    if (of.accessObjectOf) judgedWhenLocked = judgeBy(of.accessObjectOf(item));
    first?.(item);
    if (expectedVersion !== undefined && of.versionOf?.(item) !== expectedVersion) throw of.versionChanged!();
    return { item, others: found };
  };

  return {
    scope: {
      ...moment,
      client,
      lockedWith,
      locked: async (id, expectedVersion, first) => (await lockedWith(id, [], expectedVersion, first)).item,
    },
    judge: ({ about, item }) =>
      judgedWhenLocked ?? judgeBy(about?.object ?? of.accessObjectOf?.(item) ?? { agencyId: principal.agencyId }),
  };
}
