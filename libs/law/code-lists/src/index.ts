export { codeInForce, type CodeEntry } from './code-list';
export { loadCodeLists, registerSuffix, type CodeLists } from './codes';
