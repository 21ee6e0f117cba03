import { Arg, Ctx, FieldResolver, Int, Resolver, Root, type ClassType } from 'type-graphql';
import type { AccessBook } from '@tiepdan/access';
import type { Reader } from '@tiepdan/standing';
import {
  connection,
  page,
  PAGE_SIZE_MAX,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import type { Notice } from './notice';
import { CaseStub, DirectiveStub, NoticeConnection, PetitionStub } from './notice.graphql';
import { noticesOfParents, type NoticeParent } from './read-notices.repository';

/** Adds `notices` to an entity of another service; one statement serves all entities of a request. */
function noticesOf(stub: ClassType, parent: NoticeParent) {
  @Resolver(() => stub)
  class NoticesOfParentResolver {
    private readonly firstOf: BatchLoad<Notice[]>;

    constructor(
      private readonly reader: Reader,
      private readonly standing: AccessBook,
    ) {
      this.firstOf = async (ids, context) => {
        const reach = (await context.access(standing)).reach('readNotice');
        const firstPage = { limit: PAGE_SIZE_MAX + 1, after: null };
        return noticesOfParents(reader.within(reach), parent, ids, reach, firstPage);
      };
    }

    @FieldResolver(() => NoticeConnection, { nullable: true, description: 'Notices about it, oldest first.' })
    async notices(
      @Root() { id }: { id: string },
      @Ctx() context: SubgraphContext,
      @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
      first?: number | null,
      @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
    ): Promise<Connection<Notice>> {
      const reach = (await context.access(this.standing)).reach('readNotice');
      const wanted = page(first, after);
      const rest = { limit: wanted.size + 1, after: wanted.after };
      const found = wanted.after
        ? (await noticesOfParents(this.reader.within(reach), parent, [id], reach, rest)).get(id)
        : (await context.load(this.firstOf, id))?.slice(0, wanted.size + 1);
      return connection(found ?? [], wanted, (notice) => [notice.createdAt.toISOString(), notice.id]);
    }
  }
  return NoticesOfParentResolver;
}

const NoticesOfCase = noticesOf(CaseStub, 'case_id');
const NoticesOfPetition = noticesOf(PetitionStub, 'petition_id');
const NoticesOfDirective = noticesOf(DirectiveStub, 'directive_id');

export const noticesOfParentResolvers = (reader: Reader, standing: AccessBook): object[] => [
  new NoticesOfCase(reader, standing),
  new NoticesOfPetition(reader, standing),
  new NoticesOfDirective(reader, standing),
];
