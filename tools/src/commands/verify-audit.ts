import { runCommand } from '../run-command';
import { verifyAuditLines } from '../audit/verify-audit-lines';

/** Holds the audit of a database against a checkpoint; ends with 0 when it is whole, 1 when it is not, 2 for a wrong question. */
runCommand(async (args) => {
  const { exitCode, lines } = await verifyAuditLines(args);
  return { exitCode, lastLine: lines.join('\n') };
});
