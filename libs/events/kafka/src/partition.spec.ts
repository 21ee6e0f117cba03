import { randomUUID } from 'node:crypto';
import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { partitionOf } from './partition';

it.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('hashes %s as the Java client does', (key, hash) => {
  expect(partitionOf(key, 2 ** 31)).toBe(hash & 0x7fffffff);
});

it('puts a key on the partition on which kafkajs itself would put it', () => {
  const kafkajs = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from(
    { length: 12 },
    (_, partitionId) => ({ partitionId, leader: 1 }) as PartitionMetadata,
  );
  const keys = Array.from({ length: 500 }, () => randomUUID());
  const theirs = keys.map((key) => kafkajs({ topic: 't', partitionMetadata, message: { key, value: null } }));
  expect(keys.map((key) => partitionOf(key, 12))).toEqual(theirs);
  expect(new Set(theirs).size).toBe(12);
});
