import { ALL_SHARDS, AppError, type Random, shardOf, versionKey } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { BEGIN_CHANGE, SETTLE_CHANGE } from './fence.lua';
import { Script } from './script';

/**
 * Versions outlive every memory of what they were compared with (instances forget after minutes at most), and not much longer, so that
 * Redis does not keep one for everybody who was ever changed.
 */
const VERSION_TTL_SECONDS = 24 * 3_600;

/** Before each attempt to end a change. Whoever made it waits for this long at most. */
const SETTLE_PAUSES_MS = [0, 100, 300, 900];

const beginChange = new Script(BEGIN_CHANGE);
const settleChange = new Script(SETTLE_CHANGE);

/** Names whom a change is about, as it finds out. */
export interface FenceMarker {
  /** Call before the transaction commits. @throws AppError `temporarily_unavailable`: roll back, the change would not hold at once. */
  subscriber(workspaceId: string, subscriberId: string): Promise<void>;
  /** The same, for everybody who uses the GPT: its tiers, its scopes, itself. */
  gpt(gptId: string): Promise<void>;
}

/**
 * Makes revocations, blocks, tier changes and edits hold on the very next call, on every instance (ADR 0003). Whatever changes what a
 * `Principal` says goes through {@link MeterFence.around}.
 */
export class MeterFence {
  constructor(
    private readonly redis: Redis,
    private readonly random: Random,
  ) {}

  /**
   * Runs a change whose transaction begins and commits inside of `work`:
   * ```ts
   * await this.fence.around((mark) => this.database.inWorkspace(id, async (tx) => {
   *   const token = …;
   *   await mark.subscriber(id, token.subscriberId);
   *   await accessTokenRepository.revoke(tx, …);
   * }));
   * ```
   * Marked: nobody remembers anything about them. Committed: they get a new version, so what was remembered before is void. When `work`
   * fails it may have committed all the same (a connection can break in between), so the marks stay; the meter lifts them after a minute.
   * @throws what `work` throws.
   */
  async around<T>(work: (mark: FenceMarker) => Promise<T>): Promise<T> {
    const marked = new Map<string, string>();
    const mark = (keys: readonly string[]): Promise<void> => this.begin(keys, marked);
    const result = await work({
      subscriber: (workspaceId, subscriberId) => mark([versionKey(shardOf(workspaceId, subscriberId), subscriberId)]),
      gpt: (gptId) => mark(ALL_SHARDS.map((shard) => versionKey(shard, gptId))),
    });
    await this.settleCommitted(marked);
    return result;
  }

  /** Ends a change that its author never ended: what Postgres says by now is what became of it. */
  async settle(key: string, mark: string): Promise<void> {
    await settleChange.run(this.redis, [key], [mark, this.nonce(), VERSION_TTL_SECONDS]);
  }

  private async begin(keys: readonly string[], marked: Map<string, string>): Promise<void> {
    try {
      await Promise.all(
        keys.map(async (key) => {
          marked.set(key, String(await beginChange.run(this.redis, [key], [this.nonce(), VERSION_TTL_SECONDS])));
        }),
      );
    } catch (cause) {
      throw new AppError('temporarily_unavailable', { retryAfterSeconds: 1, cause });
    }
  }

  /**
   * The change is committed: failing now would deny what has happened. A mark that stays keeps everybody reading from Postgres, which is
   * right, if slower. But a Redis that went away may come back without the mark, so it is asked more than once.
   */
  private async settleCommitted(marked: ReadonlyMap<string, string>): Promise<void> {
    let left = [...marked];
    for (const pauseMs of SETTLE_PAUSES_MS) {
      if (pauseMs > 0) await pause(pauseMs);
      const outcomes = await Promise.allSettled(left.map(([key, mark]) => this.settle(key, mark)));
      left = left.filter((_, index) => outcomes[index]?.status === 'rejected');
      if (left.length === 0) return;
    }
  }

  private nonce(): string {
    return this.random.bytes(9).toString('base64url');
  }
}
