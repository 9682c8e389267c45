import {
  batchKey,
  callerNameOf,
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
/** Redis does nothing else meanwhile: a fraction of a millisecond. */
const FIELDS_PER_READ = 1_000;

interface Caller {
  readonly workspaceId: string;
  readonly gptId: string;
  readonly subscriberId: string;
}

/** What Redis holds about one of a subscriber's periods. */
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

  /** Not at one moment: who compares looks twice, and takes it only if nothing has moved. A shard holds everybody's counts, so Redis is asked for a few at a time. */
  private async countersOf({ workspaceId, gptId, subscriberId }: Caller, period: Period): Promise<Counters> {
    const shard = shardOf(workspaceId, subscriberId);
    const names = `${callerNameOf(workspaceId, gptId, subscriberId)}*u`;
    const unitsIn = async (key: string): Promise<bigint> =>
      entriesOf(await this.fieldsOf(key, names))
        .entries.filter(({ startsAt }) => startsAt >= period.startsAt && startsAt < period.endsAt)
        .reduce((sum, { counts }) => sum + counts.cost, 0n);
    const [used, batchId] = await Promise.all([
      this.redis.get(quotaKey(shard, gptId, subscriberId, period)),
      this.redis.hget(batchKey(shard), 'id'),
    ]);
    return { used, pendingUnits: await unitsIn(pendingKey(shard)), batchId, batchUnits: await unitsIn(batchKey(shard)) };
  }

  private async fieldsOf(key: string, names: string): Promise<[string, string][]> {
    // A hash that grows meanwhile may tell a field twice.
    const fields = new Map<string, string>();
    let cursor = '0';
    do {
      const [next, told] = await this.redis.hscan(key, cursor, 'MATCH', names, 'COUNT', FIELDS_PER_READ);
      for (let at = 0; at < told.length; at += 2) fields.set(told[at] ?? '', told[at + 1] ?? '');
      cursor = next;
    } while (cursor !== '0');
    return [...fields];
  }
}

const texts = ({ used, pendingUnits, batchId, batchUnits }: Counters): unknown[] => [
  used,
  `${pendingUnits}`,
  batchId,
  `${batchUnits}`,
];
