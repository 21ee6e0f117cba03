export { asking, type Answer, type Ask } from './ask';
export { openServiceWorld, type ServiceWorld, type WorldOptions, type WorldParts } from './service-world';
