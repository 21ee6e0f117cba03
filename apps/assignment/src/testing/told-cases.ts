import type { Principal } from '@tiepdan/access';
import { aClassifiedPetition, aReceivedPetition, petitionId } from '../cases/case.examples';
import { agencyId, type AssignmentWorld } from './assignment.world';

/** A deadline as the graph shows it. */
export interface ShownClock {
  readonly rule: string;
  readonly dueOn: string;
  readonly status: string;
  readonly daysLeft: number;
  readonly explanation: { readonly text: string; readonly steps: { kind: string; from: string; to: string }[] };
}
/** A case as the graph shows it, or why a step was refused. */
export interface ShownCase {
  readonly id: string;
  readonly version: number;
  readonly overdue: boolean;
  readonly deadlines: readonly ShownClock[];
  readonly allowedActions: readonly { action: string; allowed: boolean; reason: string | null; dueOn: string | null }[];
  readonly history: { readonly nodes: readonly object[] };
  readonly code?: string;
}

const CASE = `id version stage state { code } overdue nextDeadline { rule dueOn }
  deadlines { rule dueOn status daysLeft explanation { text steps { kind from to } } }`;

export const clockOf = ({ deadlines }: ShownCase, rule: string): ShownClock =>
  deadlines.find((deadline) => deadline.rule === rule)!;

/** Cases of a world, each called by the number of its petition. */
export class ToldCases {
  private keys = 0;
  private petitions = 0;

  constructor(private readonly world: AssignmentWorld) {}

  async shown(number: number, fields = CASE): Promise<ShownCase> {
    const representation = `{ __typename: "Petition", id: "${petitionId(number)}" }`;
    const { data } = await this.world.ask(
      `{ _entities(representations: [${representation}]) { ... on Petition { case { ${fields} } } } }`,
    );
    return data._entities[0].case;
  }

  async command(
    mutation: string,
    input: object,
    principal?: Partial<Principal>,
    key = `told-${String(++this.keys).padStart(6, '0')}`,
  ): Promise<ShownCase> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await this.world.ask(
      `mutation ($input: ${type}!) { answer: ${mutation}(input: $input, idempotencyKey: "${key}") {
         ... on Case { ${CASE} } ... on CaseRefused { code field message messageEn legalBasis } } }`,
      principal,
      input,
    );
    return errors ? ({ code: errors[0].message } as ShownCase) : data.answer;
  }

  /** Takes a step of the case as it is now. */
  async take(number: number, mutation: string, issuedOn: string, more: object = {}): Promise<ShownCase> {
    const { id, version } = await this.shown(number);
    const document = { number: '1/QĐ', issuedOn };
    return this.command(mutation, { case: id, expectedVersion: version, document, ...more });
  }

  suspend = (number: number, on: string, ground = 'AWAITING_OTHER_BODY') =>
    this.take(number, 'suspendCase', on, { ground });

  /** A new case, received, classified and proposed for acceptance on a day. */
  async proposed(on: string, data: object = {}): Promise<number> {
    const { consumer, pool } = this.world;
    const number = ++this.petitions;
    await consumer.apply(pool, [aReceivedPetition(number, agencyId, { receivedOn: on, channel: 'POST', ...data })]);
    await consumer.apply(pool, [aClassifiedPetition(number, agencyId, { classifiedOn: on, ...data })]);
    return number;
  }

  /** And accepted. */
  async accepted(on: string, input: object = {}, data: object = {}): Promise<number> {
    const number = await this.proposed(on, data);
    await this.take(number, 'acceptCase', on, input);
    return number;
  }

  denounced = (complexity: string) => this.accepted('2026-07-31', { complexity }, { kind: 'DENUNCIATION' });
}
