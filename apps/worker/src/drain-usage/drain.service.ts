import { type Clock } from '@gatehouse/core';
import { type Batch, Database, UsageBuffer } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { type Drained, LedgerWriter } from './ledger-writer';

/** Fields of the batches that share a transaction, about: it takes some seconds at most. */
const FIELDS_PER_TRANSACTION = 20_000;

const NOTHING: Drained = { entries: 0, parked: 0 };

/** What became of a shard: what was brought home of it, or why nothing was. */
export type Outcome = PromiseSettledResult<Drained>;

/**
 * Moves counts from Redis into the ledger, each exactly once (ADR 0004). BullMQ only wakes it: nothing depends on a job running
 * once, or at all at a given time. Where it may die, and what then:
 *
 *   1 take      pending becomes a batch with an id.          Dies after: the batch waits; the next drain finds it, and takes no other.
 *   2 write     the batch becomes rows of the ledger, once:  {@link LedgerWriter} says how. Dies after: the next drain finds the batch written.
 *   3 drop      the batch is deleted in Redis if it is still that one. Dies before: as after 2.
 *
 * Two drains of a shard at once take the same batch; one writes it, and the other finds it written.
 */
@Injectable()
export class Drain {
  private readonly writer: LedgerWriter;

  constructor(
    database: Database,
    private readonly buffer: UsageBuffer,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.writer = new LedgerWriter(database, buffer, clock);
  }

  /**
   * Drains these shards, in one transaction where that does not grow too large. One shard's trouble is not the others'.
   * @returns what became of each, in their order; where Redis or Postgres did not answer, the counts stay where they are
   */
  async drainShards(shards: readonly number[]): Promise<Outcome[]> {
    const taken = await Promise.allSettled(shards.map((shard) => this.buffer.take(shard))); // 1
    const batches = taken.flatMap((found) => (found.status === 'fulfilled' && found.value !== null ? [found.value] : []));
    const outcomes = new Map<number, Outcome>();
    for (const together of inPortions(batches)) {
      const written = await this.writer.write(together); // 2
      const dropped = await Promise.allSettled(together.map((batch, index) => this.drop(batch, written[index]))); // 3
      together.forEach(({ shard }, index) => outcomes.set(shard, dropped[index] as Outcome));
    }
    return shards.map((shard, index) => {
      const found = taken[index];
      if (found?.status === 'rejected') return found;
      return outcomes.get(shard) ?? { status: 'fulfilled', value: NOTHING };
    });
  }

  /** @throws why it was not written, or not dropped */
  private async drop(batch: Batch, written: Outcome | undefined): Promise<Drained> {
    if (written?.status !== 'fulfilled') throw written?.reason;
    await this.buffer.drop(batch);
    return written.value;
  }
}

function inPortions(batches: readonly Batch[]): Batch[][] {
  const portions: Batch[][] = [];
  let room = 0;
  for (const batch of batches) {
    room -= batch.fields.size;
    if (room >= 0) portions.at(-1)?.push(batch);
    else {
      portions.push([batch]);
      room = FIELDS_PER_TRANSACTION - batch.fields.size;
    }
  }
  return portions;
}
