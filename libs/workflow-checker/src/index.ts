export { checkWorkflows } from './check-workflows';
