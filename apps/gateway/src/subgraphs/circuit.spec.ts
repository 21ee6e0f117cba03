import { createCircuit, FAILURES_MAX, OPEN_MS } from './circuit';

function brokenCircuit() {
  let nowMs = 0;
  const circuit = createCircuit(() => nowMs);
  for (let failure = 0; failure < FAILURES_MAX; failure += 1) circuit.failed();
  return { circuit, later: (ms: number) => void (nowMs += ms) };
}

describe('a circuit', () => {
  it('lets everything through until five failures stand in a row', () => {
    const circuit = createCircuit(() => 0);
    for (let failure = 1; failure < FAILURES_MAX; failure += 1) circuit.failed();
    circuit.reached();
    for (let failure = 1; failure < FAILURES_MAX; failure += 1) circuit.failed();
    expect(circuit.mayTry()).toBe(true);
    circuit.failed();
    expect(circuit.mayTry()).toBe(false);
  });
  it('lets one try through each second once it is open', () => {
    const { circuit, later } = brokenCircuit();
    later(OPEN_MS - 1);
    expect(circuit.mayTry()).toBe(false);
    later(1);
    expect([circuit.mayTry(), circuit.mayTry()]).toEqual([true, false]);
    later(OPEN_MS);
    expect(circuit.mayTry()).toBe(true);
  });
  it('closes at the first success', () => {
    const { circuit, later } = brokenCircuit();
    later(OPEN_MS);
    circuit.mayTry();
    circuit.reached();
    expect([circuit.mayTry(), circuit.mayTry()]).toEqual([true, true]);
  });
});
