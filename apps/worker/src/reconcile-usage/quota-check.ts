import {
  batchKey,
  type Clock,
  countersKey,
  entriesOf,
  hourStart,
  monthOf,
  pendingKey,
  type Period,
  quotaKey,
  shardOf,
} from '@gatehouse/core';
import { Database, usageCheckRepository, usageRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CLOCK, REDIS } from '../tokens';
import type { Finding } from './finding';

const SUBSCRIBERS_PER_WORKSPACE = 20;
/** Counts move from Redis into the ledger while one looks. A look at which nothing moved is taken; after so many, another day's. */
const LOOKS = 4;

interface Caller {
  readonly workspaceId: string;
  readonly gptId: string;
  readonly subscriberId: string;
}

/** What Redis holds about one of a subscriber's periods at one moment. */
interface Counters {
  readonly used: string | null;
  readonly pendingUnits: bigint;
  readonly batchId: string | null;
  readonly batchUnits: bigint;
}

/** Compares the quota counters of some subscribers with the ledger and what is on its way there. */
@Injectable()
export class QuotaCheck {
  constructor(
    private readonly database: Database,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async workspace(workspaceId: string): Promise<Finding[]> {
    const month = monthOf(this.clock.now());
    const sample = await this.database.inWorkspace(workspaceId, (tx) =>
      usageCheckRepository.sample(tx, month.startsAt, SUBSCRIBERS_PER_WORKSPACE),
    );
    const findings: Finding[] = [];
    for (const { gptId, subscriberId } of sample) {
      const caller = { workspaceId, gptId, subscriberId };
      for (const period of await this.periodsOf(caller)) findings.push(...(await this.compare(caller, period)));
    }
    return findings;
  }

  /** Over which quotas of theirs are counted: months of the calendar, their own, billed ones. A counter that is gone is named among them, too. */
  private async periodsOf({ workspaceId, gptId, subscriberId }: Caller): Promise<Period[]> {
    const shard = shardOf(workspaceId, subscriberId);
    const counters = await this.redis.hgetall(countersKey(shard, gptId, subscriberId));
    const beforeKey = quotaKey(shard, gptId, subscriberId, { key: '' }).length;
    return Object.entries(counters).flatMap(([name, hours]) => {
      const [, from, to] = /^(\d+) (\d+)$/.exec(hours) ?? [];
      if (from === undefined || to === undefined) return [];
      return [{ key: name.slice(beforeKey), startsAt: hourStart(Number(from)), endsAt: hourStart(Number(to)) }];
    });
  }

  private async compare(caller: Caller, period: Period): Promise<Finding[]> {
    for (let look = 0; look < LOOKS; look += 1) {
      const before = await this.countersOf(caller, period);
      if (before.used === null) return [];
      const { ledger, written } = await this.database.inWorkspace(caller.workspaceId, async (tx) => ({
        ledger: await usageRepository.usedUnits(tx, caller.gptId, caller.subscriberId, period),
        written: before.batchId !== null && (await usageCheckRepository.isWritten(tx, before.batchId)),
      }));
      const after = await this.countersOf(caller, period);
      if (JSON.stringify(texts(before)) !== JSON.stringify(texts(after))) continue;
      const expected = BigInt(ledger) + before.pendingUnits + (written ? 0n : before.batchUnits);
      if (BigInt(before.used) === expected) return [];
      // A batch that was written between the two questions to Postgres looks like a difference, once.
      if (look + 1 < LOOKS) continue;
      const what = `quota of ${caller.subscriberId} in ${period.key}`;
      return [{ kind: 'quota', workspaceId: caller.workspaceId, what, expected: expected.toString(), found: before.used }];
    }
    return [];
  }

  private async countersOf({ workspaceId, gptId, subscriberId }: Caller, period: Period): Promise<Counters> {
    const shard = shardOf(workspaceId, subscriberId);
    const answers = await this.redis
      .multi()
      .get(quotaKey(shard, gptId, subscriberId, period))
      .hgetall(pendingKey(shard))
      .hgetall(batchKey(shard))
      .exec();
    const [used, pending, batch] = (answers ?? []).map(([, value]) => value) as [
      string | null,
      Record<string, string>,
      Record<string, string>,
    ];
    const { id, ...fields } = batch;
    const unitsOf = (held: Record<string, string>): bigint =>
      entriesOf(Object.entries(held))
        .entries.filter(
          (entry) =>
            entry.subscriberId === subscriberId &&
            entry.gptId === gptId &&
            entry.startsAt >= period.startsAt &&
            entry.startsAt < period.endsAt,
        )
        .reduce((sum, entry) => sum + entry.counts.cost, 0n);
    return { used, pendingUnits: unitsOf(pending), batchId: id ?? null, batchUnits: unitsOf(fields) };
  }
}

const texts = ({ used, pendingUnits, batchId }: Counters): unknown[] => [used, pendingUnits.toString(), batchId];
