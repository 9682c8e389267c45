import { ALL_SHARDS } from '@gatehouse/core';
import type { Drain } from '../src/drain-usage/drain.service';
import type { Drained } from '../src/drain-usage/ledger-writer';

const GROUP_SIZE = 8;

/** Drains all shards in groups, all at once, as workers do. @throws what kept any from being drained */
export async function drainAll(drain: Drain): Promise<void> {
  const groups = Array.from({ length: ALL_SHARDS.length / GROUP_SIZE }, (_, group) =>
    ALL_SHARDS.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE),
  );
  for (const outcomes of await Promise.all(groups.map((shards) => drain.drainShards(shards)))) {
    for (const outcome of outcomes.values()) if (outcome.status === 'rejected') throw outcome.reason;
  }
}

/** Drains one shard. @throws what kept it from being drained */
export async function drainShard(drain: Drain, shard: number): Promise<Drained> {
  const outcome = (await drain.drainShards([shard])).get(shard);
  if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  return outcome.value;
}
