/** A registered document to try, and values to try it with. */
export interface ExplorerExample {
  readonly document: string;
  /** The page puts values in for {AGENCY}, {TODAY}, {YEAR} and {KEY}. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

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
  { document: 'Me' },
  {
    document: 'RegisterVisit',
    variables: {
      key: 'visit-{KEY}',
      input: { agency: '{AGENCY}', receptionKind: 'REGULAR', visitors: [visitor], petitions: [petition] },
    },
  },
  {
    document: 'ReceivePetition',
    variables: {
      key: 'petition-{KEY}',
      input: { agency: '{AGENCY}', channel: 'POST', petitioners: [visitor], petition },
    },
  },
  { document: 'Worklist', variables: { first: 20 } },
  { document: 'Report', variables: { input: { form: '01/TCD', from: '{YEAR}-01-01', to: '{TODAY}' } } },
];
