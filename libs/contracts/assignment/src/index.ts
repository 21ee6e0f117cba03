export { agencyContract, type AgencyEvent } from './agency.contract';
export { caseContract, type CaseEvent } from './case.contract';
export { directiveContract, type DirectiveEvent } from './directive.contract';
