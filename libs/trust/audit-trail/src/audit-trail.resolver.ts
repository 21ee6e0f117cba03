import type { Pool } from 'pg';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AccessDenied, type AccessBook, type AccessTable, type Reach } from '@tiepdan/access';
import { operationRefused } from '@tiepdan/audit';
import type { Queryable } from '@tiepdan/database';
import { badInput, connection, page, type Connection, type Page, type SubgraphContext } from '@tiepdan/subgraph';
import { AuditEntryConnection, AuditTrailType, type AuditEntryType } from './audit-trail.graphql';
import { entriesOf, type TrailEntry } from './audit-trail.repository';

export interface AuditTrailSource {
  /** Name of the field, such as `intakeEntries`. */
  readonly field: string;
  readonly pool: Pool;
  readonly standing: AccessBook;
  /** Whether an object of this service lies beyond a reach: its trail is then as empty as that of nothing. */
  isBeyond(client: Queryable, objectId: string, reach: Reach): Promise<boolean>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OPERATION = 'readAuditTrail';

/** Adds to a trail what one service knows of the object. Each look is a link itself, also where it finds nothing. */
export function auditTrailOf(source: AuditTrailSource): object {
  @Resolver(() => AuditTrailType)
  class AuditTrailResolver {
    @FieldResolver(() => AuditEntryConnection, {
      name: source.field,
      description: 'Links about it in the audit of this service, oldest first.',
    })
    async entries(
      @Root() { id }: AuditTrailType,
      @Ctx() context: SubgraphContext,
      @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
      first?: number | null,
      @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
    ): Promise<Connection<AuditEntryType>> {
      const { pool, standing, isBeyond } = source;
      const { principal } = context;
      const reach = (await context.access(standing)).reach(OPERATION);
      // Whoever watches belongs to a body, in whose chain the look stands.
      if (principal.agencyId === null) throw new AccessDenied(OPERATION);
      const wanted = page(first, after);
      const place = placeIn(wanted);
      if (!UUID.test(id)) return connection([], wanted, () => []);
      const objectId = id.toLowerCase();
      const look = { agencyId: principal.agencyId, operation: OPERATION, objectId } as const;
      context.looked({ ...look, acting: standing.policy.actingAs(principal, OPERATION) });
      const found = (await isBeyond(pool, objectId, reach))
        ? []
        : await entriesOf(pool, objectId, place, wanted.size + 1);
      return connection(found.map(shownBy(standing.policy.table)), wanted, ({ at, agency, sequence }) => [
        at.toISOString(),
        agency,
        String(sequence),
      ]);
    }
  }
  return new AuditTrailResolver();
}

const shownBy =
  (table: AccessTable) =>
  (entry: TrailEntry): AuditEntryType => ({ ...entry, label: labelOf(table, entry.operation) });

/** Throws BAD_USER_INPUT for another list's cursor. */
function placeIn({ after }: Page): readonly string[] | null {
  if (after === null) return null;
  const [at, agency, sequence, ...more] = after;
  const isPlace =
    more.length === 0 &&
    !Number.isNaN(Date.parse(at ?? '')) &&
    UUID.test(agency ?? '') &&
    /^\d{1,15}$/.test(sequence ?? '');
  if (!isPlace) throw badInput('"after" is not a cursor of this list.');
  return after;
}

/** What was done before its operation left the table is shown by its name. */
function labelOf(table: AccessTable, operation: string): string {
  const refused = operationRefused(operation);
  if (refused !== null) return `${labelOf(table, refused)} (bị từ chối)`;
  return table[operation]?.label ?? operation;
}
