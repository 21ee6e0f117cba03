import { refusedIdentities, SAME_REASON_EVERY_MS } from './refused-identities';

it('writes one line for each reason in ten seconds, with how many it stands for', () => {
  let at = 1_000_000;
  const lines: unknown[] = [];
  const line = (fields: object) => void lines.push(fields);
  const note = refusedIdentities({ debug: line, info: line, warn: line, error: line }, () => at);
  for (let time = 0; time < 1_000; time += 1) note('EXPIRED');
  note('SUSPENDED');
  expect(lines).toEqual([
    { reason: 'EXPIRED', times: 1 },
    { reason: 'SUSPENDED', times: 1 },
  ]);
  at += SAME_REASON_EVERY_MS;
  note('EXPIRED');
  expect(lines.at(-1)).toEqual({ reason: 'EXPIRED', times: 1_000 });
});
