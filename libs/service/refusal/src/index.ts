export { Refusal, type RefusalDetails } from './refusal';
