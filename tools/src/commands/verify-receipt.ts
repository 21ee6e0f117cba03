import { verifyReceiptLines } from '../receipts/verify-receipt-lines';
import { runCommand } from '../run-command';

/** Proves a receipt with published keys alone; ends with 0 when it is valid, 1 when it is not, 2 for a wrong question. */
runCommand(async (args) => {
  const { exitCode, lines } = await verifyReceiptLines(args);
  return { exitCode, lastLine: lines.join('\n') };
});
