import { command, type Aggregate, type CommandDependencies } from '@tiepdan/command';
import { directiveContract } from '@tiepdan/contract-assignment';
import { allAgencies } from '../agencies/agency.repository';
import type { Directive } from './directive';
import { directivesByIds, insertDirective, isTextKnown } from './directive.repository';
import {
  alreadyImported,
  directiveUnknown,
  importDirective,
  possibleRepeat,
  type DirectiveToImport,
} from './import-directive';

const directives: Aggregate<Directive> = {
  type: 'Directive',
  contracts: [directiveContract],
  reads: 'readDirective',
  find: directivesByIds,
  idOf: ({ id }) => id,
  unknown: directiveUnknown,
};

export const directiveImport = command<DirectiveToImport, Directive, CommandDependencies>({
  operation: 'importDirective',
  of: directives,
  refuses: [
    ...['AGENCY_UNKNOWN', 'ALREADY_IMPORTED', 'DIRECTIVE_NOT_RECOGNISED', 'DIRECTIVE_TOO_LARGE', 'DIRECTIVE_UNKNOWN'],
    'TEXT_TOO_LONG',
  ],
  async work({ client, at, today }, input) {
    const { directive, event } = importDirective(input, await allAgencies(client), today);
    const isRepeat = await isTextKnown(client, input.text);
    const findings = isRepeat ? [...directive.findings, possibleRepeat()] : directive.findings;
    const item = { ...directive, findings };
    if (!(await insertDirective(client, item, { sourceText: input.text, importedAt: at }))) throw alreadyImported();
    return { item, events: [event] };
  },
});
