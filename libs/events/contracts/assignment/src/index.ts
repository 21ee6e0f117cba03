export { agencyContract, type AgencyEvent } from './agency.contract';
export { calendarContract, type CalendarEvent } from './calendar.contract';
export { caseContract, type CaseEvent } from './case.contract';
export { directiveContract, type DirectiveEvent } from './directive.contract';
export { officerContract, type OfficerEvent } from './officer.contract';
