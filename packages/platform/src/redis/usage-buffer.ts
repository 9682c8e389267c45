import { batchKey, pendingKey } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { newId } from '../ids/new-id';
import { DROP_BATCH, TAKE_BATCH } from './batch.lua';
import { Script } from './script';

const FIELDS_PER_READ = 2_000;
/** Fields of one batch, about: some megabytes of memory, and one transaction of some seconds at most. */
const FIELDS_PER_BATCH = 20_000;

const takeBatch = new Script(TAKE_BATCH);
const dropBatch = new Script(DROP_BATCH);

/** Counts on their way from Redis into the ledger. Once named, a batch never changes. */
export interface Batch {
  readonly id: string;
  readonly shard: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** The counts that wait in Redis, as the drain sees them. */
export class UsageBuffer {
  /** @param fieldsPerBatch about how many fields a batch takes at most; a test's own */
  constructor(
    private readonly redis: Redis,
    private readonly fieldsPerBatch = FIELDS_PER_BATCH,
  ) {}

  /**
   * The shard's batch: an older one that is still there, else what is pending, under a new id. Null when there is nothing, or another drain
   * brought it home while it was read here.
   */
  async take(shard: number): Promise<Batch | null> {
    const taken = (await takeBatch.run(this.redis, [pendingKey(shard), batchKey(shard)], [newId('bat'), this.fieldsPerBatch])) as
      [string, number] | null;
    if (taken === null) return null;
    const [id, size] = taken;
    const fields = await this.fieldsOf(shard);
    if (fields.size === size) return { id, shard, fields };
    if (await this.holds({ id, shard })) throw new Error(`batch ${id} has ${size} fields, of which ${fields.size} could be read`);
    return null;
  }

  /** Whether that batch is the one that waits in the shard. When it is not, somebody wrote it to the ledger and dropped it. */
  async holds(batch: Pick<Batch, 'id' | 'shard'>): Promise<boolean> {
    return (await this.redis.hget(batchKey(batch.shard), 'id')) === batch.id;
  }

  /** Deletes the batch. Only once it is in the ledger. */
  async drop(batch: Pick<Batch, 'id' | 'shard'>): Promise<void> {
    await dropBatch.run(this.redis, [batchKey(batch.shard)], [batch.id]);
  }

  /** In pieces, so that a batch of an hour's outage does not keep Redis from admitting calls meanwhile. */
  private async fieldsOf(shard: number): Promise<Map<string, string>> {
    const fields = new Map<string, string>();
    let cursor = '0';
    do {
      const [next, flat] = await this.redis.hscan(batchKey(shard), cursor, 'COUNT', FIELDS_PER_READ);
      for (let index = 0; index + 1 < flat.length; index += 2) fields.set(flat[index] ?? '', flat[index + 1] ?? '');
      cursor = next;
    } while (cursor !== '0');
    fields.delete('id');
    return fields;
  }
}
