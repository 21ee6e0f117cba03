import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { inWorkspace } from '../workspace';
import type { Subgraph } from '../services';

/** A text that stands nowhere else, and where it was planted. */
export interface Canary {
  readonly text: string;
  /** Such as `receivePetition.input.petitioners.name`. */
  readonly path: string;
  readonly owner: Subgraph;
}

/** A call of a mutation with a canary in each of its texts. */
export interface PlantedCall {
  readonly mutation: string;
  readonly inputType: string;
  readonly input: Record<string, unknown>;
}

/** Whoever a person is: found nowhere at all. Anything else only with the service that it was told to. */
export const tellsWhoSomebodyIs = ({ path }: Canary): boolean =>
  /\.(petitioners|visitors)\.|\.identifyingPassages$/.test(path);

/** Plants canaries in every text of every mutation of a service, as its schema has them: a new field is planted without anybody's doing. */
export class Aviary {
  readonly canaries: Canary[] = [];
  private readonly letters = randomBytes(3).toString('hex');

  /** `fixed`: values by the name of their field, where a call is to come further than its first check. */
  callsOf(owner: Subgraph, fixed: Readonly<Record<string, unknown>> = {}): PlantedCall[] {
    const schema = buildSchema(
      readFileSync(inWorkspace('apps', owner, 'schema.graphql'), 'utf8').replace(
        /extend schema[^\n]*(\n {2}[^\n]*)*/g,
        '',
      ),
      {
        assumeValidSDL: true,
      },
    );
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    return mutations.map(({ name, args }) => {
      const { type } = args.find((argument) => argument.name === 'input')!;
      const input = this.plant(owner, type, `${name}.input`, fixed) as Record<string, unknown>;
      return { mutation: name, inputType: getNamedType(type).name, input };
    });
  }

  /** A canary by itself. */
  text(owner: Subgraph, path: string): string {
    const number = this.canaries.length;
    const text = textFor(path, number, this.letters);
    this.canaries.push({ text, path, owner });
    return text;
  }

  private plant(
    owner: Subgraph,
    type: GraphQLInputType,
    path: string,
    fixed: Readonly<Record<string, unknown>>,
  ): unknown {
    if (isNonNullType(type)) return this.plant(owner, type.ofType, path, fixed);
    if (isListType(type)) return [this.plant(owner, type.ofType, path, fixed)];
    if (isEnumType(type)) return type.getValues()[0]!.name;
    if (isInputObjectType(type)) {
      const value = (field: GraphQLInputField) =>
        field.name in fixed ? fixed[field.name] : this.plant(owner, field.type, `${path}.${field.name}`, fixed);
      return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, value(field)]));
    }
    const plain: Record<string, unknown> = {
      ID: randomUUID(),
      Int: 1,
      Float: 1,
      Boolean: true,
      Date: '2026-11-24',
      DateTime: '2026-11-24T02:00:00Z',
      DateTimeISO: '2026-11-24T02:00:00Z',
    };
    const { name } = getNamedType(type);
    return name === 'String' ? this.text(owner, path) : plain[name];
  }
}

/** As a field of that name would have it. */
function textFor(path: string, number: number, letters: string): string {
  const digits = (count: number) =>
    String(Number.parseInt(letters, 16) * 1_000 + number)
      .padStart(count, '7')
      .slice(-count);
  if (path.endsWith('.identityNumber')) return `0${digits(11)}`;
  if (path.endsWith('.phone')) return `09${digits(8)}`;
  if (path.endsWith('.email')) return `chim-${letters}-${number}@canary.example`;
  // Closed by a word, so that none begins another one.
  return `Chim Canh Cụt ${letters} ${number} Hết`;
}
