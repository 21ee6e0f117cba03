import { freshDatabase } from '@tiepdan/testkit';
import { applyChunk, createAppliedVersions } from '..';
import { aMessage, anId, counterContract, effectConsumer, openTestWorld, type TestWorld } from '../test-world';

const { topic } = counterContract;
let world: TestWorld;
let offset = 0;
beforeAll(async () => void (world = await openTestWorld(await freshDatabase('applied'))));
afterAll(() => world.close());

const apply = (id: string, version: number) =>
  applyChunk(world.pool, effectConsumer, { topic, partition: 0, messages: [aMessage(offset++, id, version)] });

it('says yes at once when the versions, or later ones, are applied', async () => {
  const [one, other] = [anId(), anId()];
  await apply(one, 1);
  await apply(other, 1);
  await apply(other, 2);
  const applied = createAppliedVersions(world.pool, effectConsumer.name);
  const versions = [one, other].map((aggregateId) => ({ aggregateId, version: 1 }));
  await expect(applied.waitFor(versions, 0)).resolves.toBe(true);
});

it('says yes as soon as the last of the versions is applied', async () => {
  const [one, other] = [anId(), anId()];
  const applied = createAppliedVersions(world.pool, effectConsumer.name);
  const waiting = applied.waitFor(
    [one, other].map((aggregateId) => ({ aggregateId, version: 1 })),
    5_000,
  );
  let isOver = false;
  void waiting.then(() => (isOver = true));
  applied.notify((await apply(one, 1)).applied);
  await expect(applied.waitFor([{ aggregateId: one, version: 1 }], 0)).resolves.toBe(true);
  expect(isOver).toBe(false);
  applied.notify((await apply(other, 1)).applied);
  await expect(waiting).resolves.toBe(true);
});

it('sees what another instance of the service applied', async () => {
  const id = anId();
  const waiting = createAppliedVersions(world.pool, effectConsumer.name).waitFor(
    [{ aggregateId: id, version: 1 }],
    5_000,
  );
  await apply(id, 1);
  const startedAt = performance.now();
  await expect(waiting).resolves.toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

it('says no after the time-out, and not before', async () => {
  const startedAt = performance.now();
  const applied = createAppliedVersions(world.pool, effectConsumer.name);
  await expect(applied.waitFor([{ aggregateId: anId(), version: 1 }], 120)).resolves.toBe(false);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
});
