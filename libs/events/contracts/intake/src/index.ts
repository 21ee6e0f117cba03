export { disclosureContract, type DisclosureEvent } from './disclosure.contract';
export { petitionContract, type PetitionEvent } from './petition.contract';
export { visitContract, type VisitEvent } from './visit.contract';
