import type { ReceivedEvent } from './decode';
import { sortOut, type KeyState } from './sort-out';

const event = (aggregateId: string, aggregateVersion: number) => ({ aggregateId, aggregateVersion }) as ReceivedEvent;
const states = (...known: [string, number, ...number[]][]) =>
  new Map<string, KeyState>(
    known.map(([id, version, ...parked]) => [
      id,
      { version, parked: new Map(parked.map((each) => [each, event(id, each)])) },
    ]),
  );
const names = (events: readonly ReceivedEvent[]) => events.map((each) => each.aggregateId + each.aggregateVersion);

it('applies every version once and in order, whatever the order and number of copies', () => {
  const shuffled = [1, 4, 3, 3, 2, 1].map((version) => event('a', version));
  const { toApply, toPark } = sortOut(shuffled, states(['a', 0]));
  expect(names(toApply)).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(toPark).toEqual([]);
});

it('takes along what was parked before, up to the next gap', () => {
  const { toApply, toPark } = sortOut([event('a', 2)], states(['a', 1, 3, 4, 6]));
  expect(names(toApply)).toEqual(['a2', 'a3', 'a4']);
  expect(toPark).toEqual([]);
});

it('parks what comes too early without touching other aggregates', () => {
  const { toApply, toPark } = sortOut([event('a', 3), event('b', 1)], states(['a', 1], ['b', 0]));
  expect(names(toApply)).toEqual(['b1']);
  expect(names(toPark)).toEqual(['a3']);
});

it('leaves an event parked that broke a rule, although a copy of it comes', () => {
  const { toApply, toPark } = sortOut([event('a', 2), event('a', 3)], states(['a', 1, 2]));
  expect(toApply).toEqual([]);
  expect(names(toPark)).toEqual(['a3']);
});
