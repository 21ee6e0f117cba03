export { naiveDueDay, type NaiveQuestion } from './naive-deadline';
