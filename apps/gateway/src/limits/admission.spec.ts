import { createAdmission } from './admission';

describe('admission', () => {
  it('gives a free place to whoever has waited longest', async () => {
    const admission = createAdmission({ runningMax: 1, waitingMax: 2, waitTimeoutMs: 60_000 });
    const entered: string[] = [];
    const leave = (await admission.enter())!;
    const second = admission.enter().then((left) => (entered.push('second'), left!));
    const third = admission.enter().then((left) => (entered.push('third'), left!));
    leave();
    (await second)();
    (await third)();
    expect(entered).toEqual(['second', 'third']);
    expect(await admission.enter()).not.toBeNull();
  });
  it('turns away at once whoever finds the queue full', async () => {
    const admission = createAdmission({ runningMax: 1, waitingMax: 0, waitTimeoutMs: 60_000 });
    await admission.enter();
    expect(await admission.enter()).toBeNull();
  });
  it('lets nobody wait longer than promised, and forgets who gave up', async () => {
    const admission = createAdmission({ runningMax: 1, waitingMax: 1, waitTimeoutMs: 5 });
    const leave = (await admission.enter())!;
    expect(await admission.enter()).toBeNull();
    leave();
    expect(await admission.enter()).not.toBeNull();
  });
});
