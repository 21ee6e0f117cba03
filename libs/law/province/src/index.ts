export { existsOn, type Agency, type AgencyLevel } from './agency';
export { officerRoles, type Officer, type OfficerRole } from './officer';
export { loadProvince, type Province } from './province';
export type { Succession } from './succession';
