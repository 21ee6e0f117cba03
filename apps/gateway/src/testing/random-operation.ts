import {
  getNamedType,
  isCompositeType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
} from 'graphql';
import type { Random } from './random';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEPTH_MAX = 5;
const FIELDS_MAX = 5;

/**
 * An operation over a schema: aliases, variables, fragments, skip and include, `__typename`, several roots. Half of them are as people
 * write them, each field once, by its own name; a few of those are not valid, as members of a union may differ in a field.
 */
export function randomOperation(schema: GraphQLSchema, random: Random): RandomOperation {
  return new Writer(schema, random).write();
}

/** Values for the variables of an operation. */
export function randomVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  random: Random,
): RandomOperation['variables'] {
  const writer = new Writer(schema, random);
  return Object.fromEntries(
    variableDefinitions.map(({ variable, type }) => [
      variable.name.value,
      writer.value(typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType),
    ]),
  );
}

class Writer {
  private readonly definitions: string[] = [];
  private readonly variables: Record<string, unknown> = {};
  private readonly fragments: string[] = [];
  private aliases = 0;
  private readonly isPlain = this.random.chance(50);

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  write(): RandomOperation {
    const isMutation = this.random.chance(8);
    const root = (isMutation ? this.schema.getMutationType() : this.schema.getQueryType())!;
    const selections = this.selections(root, isMutation ? 1 : 1 + this.random.number(2), 0);
    const definitions = this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
    const query = `${isMutation ? 'mutation' : 'query'} Random${definitions} { ${selections} } ${this.fragments.join(' ')}`;
    return { query, variables: this.variables };
  }

  private selections(type: GraphQLNamedType, count: number, depth: number): string {
    const chosen: string[] = [];
    if (depth > 0 && this.random.chance(25))
      chosen.push(this.random.chance(50) ? '__typename' : `t${this.aliases++}: __typename`);
    if (isAbstractType(type))
      for (const possible of this.schema.getPossibleTypes(type))
        if (this.random.chance(60)) chosen.push(`... on ${possible.name} { ${this.selections(possible, 2, depth)} }`);
    if ('getFields' in type) chosen.push(...this.fields(type as GraphQLObjectType, count, depth));
    if (chosen.length === 0) chosen.push('__typename');
    return chosen.join(' ');
  }

  private fields(type: GraphQLObjectType, count: number, depth: number): string[] {
    const all = Object.values(type.getFields());
    const usable = depth >= DEPTH_MAX ? all.filter((each) => !isCompositeType(getNamedType(each.type))) : all;
    if (usable.length === 0) return [];
    if (this.isPlain)
      return [...new Set(Array.from({ length: count }, () => this.random.pick(usable)))].map((field) =>
        this.plainField(field, depth),
      );
    return Array.from({ length: count }, () => this.field(this.random.pick(usable), type, depth));
  }

  private plainField(field: GraphQLField<unknown, unknown>, depth: number): string {
    return `${field.name}${this.arguments(field)}${this.below(field, depth)}`;
  }

  private field(field: GraphQLField<unknown, unknown>, parent: GraphQLObjectType, depth: number): string {
    const [args, below] = [this.arguments(field), this.below(field, depth)];
    // An alias of its own for each, so that no two fields of one name can differ.
    const text = `a${this.aliases++}: ${field.name}${args}${this.condition()}${below}`;
    if (depth === 0 || !this.random.chance(12)) return text;
    if (this.random.chance(50)) return `...${this.condition()} { ${text} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${parent.name} { ${text} }`);
    return `...${name}${this.condition()}`;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const args = field.args.flatMap((argument) => this.argument(argument) ?? []);
    return args.length > 0 ? `(${args.join(', ')})` : '';
  }

  private below(field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return '';
    return ` { ${this.selections(named, 1 + this.random.number(FIELDS_MAX - Math.min(depth, 3)), depth + 1)} }`;
  }

  private condition(): string {
    if (!this.random.chance(12)) return '';
    return ` @${this.random.pick(['skip', 'include'])}(if: ${this.variable('Boolean!', this.random.chance(50))})`;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  private argument(argument: GraphQLArgument): string | null {
    const { name, type } = argument;
    if (!isNonNullType(type) && (name === 'after' || this.random.chance(50))) return null;
    const value = name === 'first' ? 1 + this.random.number(3) : this.value(type);
    return `${name}: ${this.variable(String(type), value)}`;
  }

  value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.value(type.ofType);
    if (isListType(type)) return [this.value(type.ofType)];
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const needed = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || this.random.chance(20),
      );
      return Object.fromEntries(needed.map((field) => [field.name, this.value(field.type)]));
    }
    const plain: Readonly<Record<string, unknown>> = {
      Int: this.random.number(50),
      Float: 1.5,
      Boolean: true,
      Date: '2026-11-24',
    };
    return plain[getNamedType(type).name] ?? `e${this.random.number(12)}`;
  }
}
