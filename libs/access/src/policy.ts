import type { Principal, Role } from './principal';

/** Thrown when the caller's duty does not include an operation; reaches the caller as FORBIDDEN and nothing more. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  constructor(readonly operation: string) {
    super('FORBIDDEN');
  }
}

const everyOfficer: readonly Role[] = [
  'receptionist',
  'processor',
  'reception-board',
  'head',
  'resolver',
  'inspector',
  'leader',
  'analyst',
  'administrator',
];
const caseWorkers: readonly Role[] = [
  'receptionist',
  'processor',
  'reception-board',
  'head',
  'resolver',
  'inspector',
  'leader',
];

/** Operation × role. Whoever is not named may not. */
const rolesAllowed = {
  registerVisit: ['receptionist', 'reception-board'],
  receivePetition: ['receptionist', 'processor', 'reception-board'],
  classifyPetition: ['processor', 'reception-board'],
  withdrawPetition: ['receptionist', 'processor', 'reception-board'],
  readPetition: caseWorkers,
  readVisit: caseWorkers,
  /** Who a petitioner is and what a petition says. */
  readPetitionContent: ['receptionist', 'processor', 'reception-board', 'head', 'resolver'],
  readDenouncer: ['receptionist'],
  readCase: caseWorkers,
  assignCase: ['reception-board', 'head'],
  acceptCase: ['resolver', 'head'],
  transferCase: ['reception-board', 'head'],
  decideCase: ['resolver', 'head'],
  closeCase: ['resolver', 'head'],
  /** The working-day calendar moves the due days of the whole province. */
  declareCalendarDay: ['administrator'],
  withdrawCalendarDay: ['administrator'],
  importDirective: ['reception-board', 'leader', 'administrator'],
  readDirective: everyOfficer,
  readAgency: [...everyOfficer, 'citizen'],
  readNotice: everyOfficer,
  acknowledgeNotice: everyOfficer,
  readReport: everyOfficer,
  readReportItems: ['reception-board', 'head', 'inspector', 'leader', 'analyst'],
  readLaw: [...everyOfficer, 'citizen'],
  readSelf: [...everyOfficer, 'citizen'],
  contactPetitioner: ['service'],
} as const satisfies Record<string, readonly Role[]>;

export type Operation = keyof typeof rolesAllowed;

export const isAllowed = (principal: Principal, operation: Operation): boolean =>
  (rolesAllowed[operation] as readonly string[]).some((role) => principal.roles.includes(role));

/** Passes, or throws AccessDenied. */
export function authorise(principal: Principal, operation: Operation): void {
  if (!isAllowed(principal, operation)) throw new AccessDenied(operation);
}
