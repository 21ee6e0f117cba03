/** What the story asks of the graph. Everything here is part of the promised schema. */

const refused = '... on Refusal { code message messageEn field }';
const deadline = 'rule label startedOn dueOn status legalBasis';

export const registerVisit = /* GraphQL */ `
  mutation RegisterVisit($input: RegisterVisitInput!, $key: String!) {
    registerVisit(input: $input, idempotencyKey: $key) {
      ... on Visit {
        id
        number
        petitions { id number version case { id number stage agency { name } deadlines { ${deadline} } } }
      }
      ${refused}
    }
  }`;

export const classifyPetition = /* GraphQL */ `
  mutation ClassifyPetition($input: ClassifyPetitionInput!, $key: String!) {
    classifyPetition(input: $input, idempotencyKey: $key) {
      ... on Petition { id status direction version case { id stage version state { code label } } }
      ${refused}
    }
  }`;

export const assignCase = /* GraphQL */ `
  mutation AssignCase($input: AssignCaseInput!, $key: String!) {
    assignCase(input: $input, idempotencyKey: $key) {
      ... on Case { id stage version officer { id name } }
      ${refused}
    }
  }`;

export const acceptCase = /* GraphQL */ `
  mutation AcceptCase($input: AcceptCaseInput!, $key: String!) {
    acceptCase(input: $input, idempotencyKey: $key) {
      ... on Case { id stage version deadlines { ${deadline} } nextDeadline { ${deadline} } }
      ${refused}
    }
  }`;

export const noticesOfCase = /* GraphQL */ `
  query NoticesOfCase($case: ID!) {
    case(id: $case) {
      id
      notices(first: 20) {
        nodes {
          id
          template
          audience
          channel
          status
          deliveredAt
        }
      }
    }
  }
`;

export const report = /* GraphQL */ `
  query Report($input: ReportInput!) {
    report(input: $input) {
      ... on Report {
        form
        ruleSet
        from
        to
        appliedThrough
        hash
        columns { number path }
        rows { agency { id } label cells { column value } }
        checks { formula holds }
      }
      ${refused}
    }
  }`;

export interface DeadlineAnswer {
  readonly rule: string;
  readonly label: string;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly status: string;
  readonly legalBasis: string;
}
export interface VisitAnswer {
  readonly id: string;
  readonly number: string;
  readonly petitions: readonly {
    readonly id: string;
    readonly number: string;
    readonly version: number;
    readonly case: {
      readonly id: string;
      readonly number: string;
      readonly stage: string;
      readonly deadlines: readonly DeadlineAnswer[];
    };
  }[];
}
export interface PetitionAnswer {
  readonly status: string;
  readonly direction: string;
  readonly case: {
    readonly stage: string;
    readonly version: number;
    readonly state: { readonly code: string; readonly label: string };
  };
}
export interface CaseAnswer {
  readonly stage: string;
  readonly version: number;
  readonly officer: { readonly id: string; readonly name: string };
  readonly deadlines: readonly DeadlineAnswer[];
  readonly nextDeadline: DeadlineAnswer | null;
}
export interface NoticeAnswer {
  readonly id: string;
  readonly template: string;
  readonly audience: string;
  readonly channel: string;
  readonly status: string;
  readonly deliveredAt: string | null;
}
export interface ReportAnswer {
  readonly form: string;
  readonly ruleSet: string;
  readonly from: string;
  readonly to: string;
  readonly hash: string;
  readonly columns: readonly { readonly number: string; readonly path: readonly string[] }[];
  readonly rows: readonly {
    readonly agency: { readonly id: string } | null;
    readonly label: string;
    readonly cells: readonly { readonly column: string; readonly value: number | null }[];
  }[];
  readonly checks: readonly { readonly formula: string; readonly holds: boolean }[];
}
