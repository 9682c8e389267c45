import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const shardCount = 64;
const everyMs = 50;
const keyOf = (shard, what) => `{m:${String(shard).padStart(3, '0')}}:${what}`;

/**
 * Watches how long counts wait in Redis until Postgres has committed them. What is told is an upper bound: a count is taken to be as old
 * as it can be by what was seen, and to be home only when its batch was seen to be gone.
 */
export class LagWatch {
  #redis;
  #timeOf;
  #shards = Array.from({ length: shardCount }, () => ({
    emptyAt: Date.now(),
    pendingSince: null,
    batch: null,
    batchSince: null,
  }));
  #open = true;
  #worstMs = 0;
  #watching;
  waiting = 0;

  /** @param {(batchId: string) => Date | null} timeOf when a batch was made, by its id */
  constructor(redis, timeOf) {
    this.#redis = redis;
    this.#timeOf = timeOf;
    this.#watching = this.#watch();
  }

  /** The longest that anything waited since this was last asked, in milliseconds. */
  takeWorst() {
    const worst = this.#worstMs;
    this.#worstMs = 0;
    return worst;
  }

  /** @returns {Promise<number>} after how many milliseconds nothing waits any more */
  async untilNothingWaits() {
    const began = performance.now();
    await sleep(2 * everyMs);
    while (this.waiting > 0) await sleep(everyMs);
    return performance.now() - began;
  }

  async close() {
    this.#open = false;
    await this.#watching;
  }

  async #watch() {
    while (this.#open) {
      await this.#look();
      await sleep(everyMs);
    }
  }

  async #look() {
    const askedAt = Date.now();
    const pipeline = this.#redis.pipeline();
    for (let shard = 0; shard < shardCount; shard += 1) {
      pipeline.exists(keyOf(shard, 'pending')).hget(keyOf(shard, 'batch'), 'id');
    }
    const answers = await pipeline.exec();
    const now = Date.now();
    let waiting = 0;
    for (const [index, shard] of this.#shards.entries()) {
      this.#note(shard, { askedAt, pending: answers[2 * index][1] === 1, batch: answers[2 * index + 1][1] });
      const since = shard.batchSince ?? shard.pendingSince;
      if (since === null) continue;
      waiting += 1;
      this.#worstMs = Math.max(this.#worstMs, now - since);
    }
    this.waiting = waiting;
  }

  #note(shard, { askedAt, pending, batch }) {
    if (batch !== shard.batch) {
      shard.batch = batch;
      // All that was pending is in the new batch; what is pending now came after it was made.
      shard.batchSince = batch === null ? null : (shard.pendingSince ?? shard.emptyAt);
      if (batch !== null) shard.pendingSince = this.#timeOf(batch)?.getTime() ?? askedAt;
    }
    if (pending) shard.pendingSince ??= shard.emptyAt;
    else {
      shard.pendingSince = null;
      shard.emptyAt = askedAt;
    }
  }
}
