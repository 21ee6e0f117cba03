const SEED = 0x9747b28c;
const MIX = 0x5bd1e995;

/**
 * The partition of a key: murmur2 without its sign bit, modulo the number of partitions, as Kafka's Java clients do.
 * Written down here, because clients differ in their defaults and a changed partition breaks the order of a key.
 */
export const partitionOf = (key: string, partitionCount: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitionCount;

function murmur2(data: Buffer): number {
  const whole = data.length & ~3;
  let hash = SEED ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(data.readInt32LE(at), MIX);
    word ^= word >>> 24;
    hash = Math.imul(hash, MIX) ^ Math.imul(word, MIX);
  }
  if (data.length > whole) {
    for (let at = data.length - 1; at >= whole; at--) hash ^= data.readUInt8(at) << (8 * (at - whole));
    hash = Math.imul(hash, MIX);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MIX);
  return hash ^ (hash >>> 15);
}
