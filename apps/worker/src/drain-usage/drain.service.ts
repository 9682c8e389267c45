import { type Clock } from '@gatehouse/core';
import { type Batch, Database, UsageBuffer } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { type Drained, isOfOneBatch, LedgerWriter } from './ledger-writer';

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
  /** What this process is at. Whoever is woken meanwhile leaves it alone, so that what waits for a lock fills no place of others. */
  private readonly underWay = new Set<number>();
  /** Shards whose counts could not be written the last time, for a reason of their own: none others wait with theirs. */
  private readonly apart = new Set<number>();

  constructor(
    database: Database,
    private readonly buffer: UsageBuffer,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.writer = new LedgerWriter(database, buffer, clock);
  }

  /**
   * Drains these shards, in one transaction where that does not grow too large. One shard's trouble is not the others', but for the time until it shows: a lock
   * that is held for long (seconds) holds them up once.
   * @returns what became of each that no other call is at; where Redis or Postgres did not answer, the counts stay where they are
   */
  async drainShards(shards: readonly number[]): Promise<ReadonlyMap<number, Outcome>> {
    const outcomes = new Map<number, Outcome>();
    const free = shards.filter((shard) => !this.underWay.has(shard));
    const end = (shard: number, outcome: Outcome): void => {
      outcomes.set(shard, outcome);
      this.underWay.delete(shard);
    };
    for (const shard of free) this.underWay.add(shard);
    const batches: Batch[] = [];
    const take = async (shard: number): Promise<void> => {
      const batch = await this.buffer.take(shard);
      if (batch === null) end(shard, { status: 'fulfilled', value: NOTHING });
      else batches.push(batch);
    };
    await Promise.all(free.map((shard) => take(shard).catch((reason: unknown) => end(shard, { status: 'rejected', reason })))); // 1
    const alone = batches.filter(({ shard }) => this.apart.has(shard)).map((batch) => [batch]);
    const portions = inPortions(batches.filter(({ shard }) => !this.apart.has(shard)));
    await Promise.all([...alone, ...portions].map((together) => this.bringHome(together, end)));
    return outcomes;
  }

  private async bringHome(together: readonly Batch[], end: (shard: number, outcome: Outcome) => void): Promise<void> {
    let drained: readonly Drained[];
    try {
      drained = await this.writer.write(together); // 2
    } catch (reason) {
      const ofOne = isOfOneBatch(reason);
      if (ofOne && together.length > 1) {
        await Promise.all(together.map((batch) => this.bringHome([batch], end)));
        return;
      }
      for (const { shard } of together) {
        if (ofOne) this.apart.add(shard);
        end(shard, { status: 'rejected', reason });
      }
      return;
    }
    const dropped = await Promise.allSettled(together.map((batch) => this.buffer.drop(batch))); // 3
    for (const [index, { shard }] of together.entries()) {
      this.apart.delete(shard);
      const drop = dropped[index];
      end(shard, drop?.status === 'rejected' ? drop : { status: 'fulfilled', value: drained[index] ?? NOTHING });
    }
  }
}

function inPortions(batches: readonly Batch[]): Batch[][] {
  const portions: Batch[][] = [];
  let room = 0;
  for (const batch of batches) {
    const last = portions.at(-1);
    room -= batch.fields.size;
    if (last !== undefined && room >= 0) last.push(batch);
    else {
      portions.push([batch]);
      room = FIELDS_PER_TRANSACTION - batch.fields.size;
    }
  }
  return portions;
}
