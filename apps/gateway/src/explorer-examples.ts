export interface ExplorerExample {
  readonly query: string;
  /** The page puts values in for {AGENCY}, {TODAY}, {YEAR} and {KEY}. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

const me = `# Tôi là ai, được giao vai trò nào.  Who am I?
query Me {
  me {
    id
    name
    roles
    agency { id code name }
  }
}
`;

const registerVisit = `# Ghi một lượt tiếp cùng một đơn khiếu nại (vai trò receptionist).
# Register a visit with one complaint. The same idempotencyKey gives the same answer.
mutation RegisterVisit($input: RegisterVisitInput!, $key: String!) {
  registerVisit(input: $input, idempotencyKey: $key) {
    ... on Visit {
      id
      number
      arrivedAt
      firstVisit
      petitions {
        id
        number
        case {
          number
          nextDeadline { label dueOn daysLeft legalBasis }
        }
      }
    }
    ... on VisitRefused { code message messageEn field legalBasis }
  }
}
`;

const receivePetition = `# Nhận một đơn gửi qua bưu điện: vụ việc và thời hạn có ngay trong câu trả lời.
# Receive a petition by post: its case and deadline stand in the same answer.
mutation ReceivePetition($input: ReceivePetitionInput!, $key: String!) {
  receivePetition(input: $input, idempotencyKey: $key) {
    ... on Petition {
      id
      number
      receipt
      version
      case {
        id
        number
        stage
        state { label }
        nextDeadline { label dueOn legalBasis explanation { text } }
      }
    }
    ... on PetitionRefused { code message messageEn field legalBasis }
  }
}
`;

const worklist = `# Việc cần làm, gấp nhất trước.  What is to be done, most urgent first.
query Worklist($first: Int = 20, $after: String) {
  worklist(first: $first, after: $after) {
    nodes {
      id
      number
      kind
      state { label }
      overdue
      nextDeadline { label dueOn daysLeft }
      allowedActions { action label allowed reason }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
`;

const report = `# Biểu 01/TCD từ đầu năm đến nay.  Form 01/TCD of this year so far.
query Report($input: ReportInput!) {
  report(input: $input) {
    ... on Report {
      form
      ruleSet
      title
      appliedThrough
      columns { number path unit }
      rows { label cells { column value } }
      checks { formula holds }
      hash
    }
    ... on ReportRefused { code message messageEn field legalBasis }
  }
}
`;

const visitor = {
  name: 'Nguyễn Thị Ví Dụ',
  identityKind: 'NONE',
  address: { text: 'Số 1, đường Ví Dụ' },
};
const petition = {
  kind: 'COMPLAINT',
  field: 'LAND_HOUSING',
  summary: 'Khiếu nại quyết định thu hồi đất (ví dụ).',
};

/** Shown as tabs when the page opens. */
export const explorerExamples: readonly ExplorerExample[] = [
  { query: me },
  {
    query: registerVisit,
    variables: {
      key: 'visit-{KEY}',
      input: { agency: '{AGENCY}', receptionKind: 'REGULAR', visitors: [visitor], petitions: [petition] },
    },
  },
  {
    query: receivePetition,
    variables: {
      key: 'petition-{KEY}',
      input: { agency: '{AGENCY}', channel: 'POST', petitioners: [visitor], petition },
    },
  },
  { query: worklist, variables: { first: 20 } },
  { query: report, variables: { input: { form: '01/TCD', from: '{YEAR}-01-01', to: '{TODAY}' } } },
];
