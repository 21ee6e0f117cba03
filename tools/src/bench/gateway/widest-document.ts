import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Beside the depth of the fragments on members of a union. */
const DEPTH_MAX = 11;
const TOKENS_MIN = 8;

/** A query below one field of the root that asks for about as many fields as `tokensMax` allows, far down. */
export function widestDocument(schema: GraphQLSchema, root: GraphQLField<unknown, unknown>, tokensMax: number): string {
  let widest = '';
  for (let tokens = tokensMax / 4; tokens < tokensMax * 16; tokens *= 1.1) {
    const below = selections(schema, getNamedType(root.type) as GraphQLCompositeType, tokens, 1);
    const document = `{ ${root.name} ${below} }`;
    if (tokensIn(document) > tokensMax) break;
    widest = document;
  }
  return widest;
}

/** What is left out ends a list, and every other sign stands between spaces. */
const tokensIn = (document: string): number => document.split(/\s+/).length;

/** Shares what may be spent among the fields that have fields themselves. */
function selections(schema: GraphQLSchema, type: GraphQLCompositeType, tokens: number, depth: number): string {
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    const share = tokens / possible.length - TOKENS_MIN;
    return `{ __typename ${possible.map((each) => `... on ${each.name} ${selections(schema, each, share, depth)}`).join(' ')} }`;
  }
  const fields = Object.values((type as GraphQLObjectType).getFields()).filter(
    ({ args }) => !args.some(isRequiredArgument),
  );
  const isParent = (field: GraphQLField<unknown, unknown>) => isCompositeType(getNamedType(field.type));
  const leaves = fields.filter((field) => !isParent(field)).map(({ name }) => name);
  const parents = fields.filter(isParent);
  const share = (tokens - leaves.length) / parents.length - TOKENS_MIN;
  const deeper = depth >= DEPTH_MAX || share < TOKENS_MIN ? [] : parents;
  const texts = deeper.map(
    (field) =>
      `${field.name} ${selections(schema, getNamedType(field.type) as GraphQLCompositeType, share, depth + 1)}`,
  );
  return `{ __typename ${leaves.join(' ')} ${texts.join(' ')} }`;
}
