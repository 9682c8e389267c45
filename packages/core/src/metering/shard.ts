/** How many shards the meter has. Fixed for ever: a subscriber's keys lie where this number put them (ADR 0004). */
export const SHARD_COUNT = 64;

/**
 * The shard of a subscriber: FNV-1a (32 bits) over workspace and subscriber, folded to six bits. Stable across processes and versions.
 * The workspace is part of it because a shard must not be guessable across tenants from an id alone.
 */
export function shardOf(workspaceId: string, subscriberId: string): number {
  let hash = 0x811c9dc5;
  const text = `${workspaceId}/${subscriberId}`;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV alone follow the last characters too closely.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) % SHARD_COUNT;
}

/** Every shard's number, in order. */
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARD_COUNT }, (_, shard) => shard);
