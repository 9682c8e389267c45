import type { Drain } from '../src/drain-usage/drain.service';
import type { Drained } from '../src/drain-usage/ledger-writer';

/** Drains one shard. @throws what kept it from being drained */
export async function drainShard(drain: Drain, shard: number): Promise<Drained> {
  const [outcome] = await drain.drainShards([shard]);
  if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  return outcome.value;
}
