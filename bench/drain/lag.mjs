import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const shardCount = 64;
const everyMs = 50;
const keyOf = (shard, what) => `{m:${String(shard).padStart(3, '0')}}:${what}`;

/**
 * Watches how long counts wait in Redis until Postgres has committed them. What is told is an upper bound for each batch: its oldest count is taken to have come right after
 * the batch before was made, or after the shard was last seen empty; and to be home only when the batch was seen to be gone from Redis. Batches that come and go between two
 * looks are found in Postgres.
 */
export class LagWatch {
  #redis;
  #open = true;
  #looks = [];
  #watching;
  #waiting = 0;

  constructor(redis) {
    this.#redis = redis;
    this.#watching = this.#watch();
  }

  /** Forgets what was seen. Only while nothing waits. */
  begin() {
    this.#looks = this.#looks.slice(-1);
  }

  /**
   * @param {{id: string, shard: number, madeAt: Date, writtenAt: Date}[]} batches all since {@link begin}, by any worker: when each was made, and when its transaction began
   * @returns {number} the longest that a count of theirs waited, in milliseconds
   */
  longestWait(batches) {
    const inTurn = batches.toSorted((one, other) => one.madeAt - other.madeAt);
    const lastOf = new Map();
    const waits = inTurn.map((batch) => {
      const before = lastOf.get(batch.shard);
      lastOf.set(batch.shard, batch);
      return this.#homeAt(batch) - this.#oldestOf(batch, before);
    });
    return Math.max(...waits);
  }

  #oldestOf({ shard, madeAt }, before) {
    const empty = this.#looks.findLast((look) => look.answeredAt <= madeAt && !look.pending[shard]);
    return Math.max(empty?.askedAt ?? this.#looks[0].askedAt, before?.madeAt ?? 0);
  }

  #homeAt({ id, shard, writtenAt }) {
    const gone = this.#looks.find((look) => look.askedAt > writtenAt && look.batch[shard] !== id);
    if (gone === undefined) throw new Error(`batch ${id} was never seen to be home`);
    return gone.answeredAt;
  }

  /** @returns {Promise<number>} after how many milliseconds nothing waits any more */
  async untilNothingWaits() {
    const began = performance.now();
    await sleep(2 * everyMs);
    while (this.#waiting > 0) await sleep(everyMs);
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
    const pipeline = this.#redis.pipeline();
    for (let shard = 0; shard < shardCount; shard += 1) {
      pipeline.exists(keyOf(shard, 'pending')).hget(keyOf(shard, 'batch'), 'id');
    }
    const askedAt = Date.now();
    const answers = (await pipeline.exec()).map(([, answer]) => answer);
    const pending = answers.filter((_, index) => index % 2 === 0).map((exists) => exists === 1);
    const batch = answers.filter((_, index) => index % 2 === 1);
    this.#looks.push({ askedAt, answeredAt: Date.now(), pending, batch });
    this.#waiting = pending.filter(Boolean).length + batch.filter((id) => id !== null).length;
  }
}
