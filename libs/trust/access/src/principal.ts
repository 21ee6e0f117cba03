/** A duty that its holder gave to somebody else for a time, by a document (ủy quyền). */
export interface Delegated {
  /** Officer who gave it. */
  readonly from: string;
  readonly role: string;
  readonly agencyId: string;
}

/** Who asks: proven by the gateway, carried to each subgraph in an assertion. Holds no name. */
export interface Principal {
  /** Id of the officer, or of the service for calls between services. */
  readonly id: string;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  /** What is delegated to them today. */
  readonly delegations?: readonly Delegated[];
}

export const roles = [
  'citizen',
  'receptionist',
  'processor',
  'head',
  'reception-board',
  'resolver',
  'verifier',
  'records-clerk',
  'inspector',
  'leader',
  'liaison',
  'analyst',
  'identity-custodian',
  'overseer',
  'administrator',
  'service',
] as const;
export type Role = (typeof roles)[number];

/** What a role is called where people read. */
export const roleLabels: Readonly<Record<Role, string>> = {
  citizen: 'công dân',
  receptionist: 'người tiếp công dân',
  processor: 'người xử lý đơn',
  head: 'người đứng đầu',
  'reception-board': 'Ban Tiếp công dân',
  resolver: 'người giải quyết',
  verifier: 'người xác minh',
  'records-clerk': 'văn thư, lưu trữ',
  inspector: 'thanh tra',
  leader: 'lãnh đạo',
  liaison: 'đầu mối công an',
  analyst: 'chuyên viên tổng hợp',
  'identity-custodian': 'người giữ danh tính',
  overseer: 'người giám sát',
  administrator: 'quản trị hệ thống',
  service: 'dịch vụ của hệ thống',
};
