import { encodeUsageKey, hourOf, pendingKey, shardOf } from '@gatehouse/core';
import { Database, UsageBuffer, type UsageReport, usageReportRepository } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Drain } from '../src/drain-usage/drain.service';
import { type HoursToRebuild, Recompute } from '../src/recompute-usage/recompute.service';
import { RollUp } from '../src/roll-up-usage/roll-up.service';
import { drainAll } from './drain-shard';

const from = new Date('2026-09-01T00:00:00Z');
const to = new Date('2027-02-01T00:00:00Z');
/** Moments around the ends of days and months, out of order: late ones come after. */
export const MOMENTS = [
  '2026-11-30T23:30:00Z',
  '2026-12-01T00:10:00Z',
  '2026-10-15T12:00:00Z',
  '2026-12-31T23:59:00Z',
  '2026-12-01T09:00:00Z',
];

/** What a rollup must hold: the ledger's rows, summed by its key. */
export const ROLLUPS: Readonly<Record<string, string>> = {
  usage_daily: `(hour AT TIME ZONE 'UTC')::date AS day, gpt_id, subscriber_id, action, tier`,
  usage_period: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, gpt_id, subscriber_id`,
  usage_totals: 'gpt_id, subscriber_id',
  usage_gpt_hourly: 'hour, gpt_id',
  usage_gpt_daily: `(hour AT TIME ZONE 'UTC')::date AS day, gpt_id, action, tier`,
  usage_gpt_period: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, gpt_id, action, tier`,
  usage_caller_monthly: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, subscriber_id`,
  usage_caller_yearly: `date_trunc('year', hour AT TIME ZONE 'UTC')::date AS year, subscriber_id`,
  usage_workspace_hourly: 'hour',
};

export type Grouping = 'gpt' | 'subscriber' | 'action' | 'tier' | 'hour' | 'day';

/** People whose calls wait in Redis, are brought home, are added up, and are asked for. */
export class RollUpStage {
  readonly clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  /** Two of one workspace and one of another. */
  people: SeededCaller[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly database: Database,
    private readonly redis: Redis,
    readonly buffer: UsageBuffer,
  ) {}

  static async start(): Promise<RollUpStage> {
    const test = await createTestDatabase();
    const redis = new Redis(await emptyTestRedis());
    return new RollUpStage(test, await Database.connect(test.url, 6), redis, new UsageBuffer(redis));
  }

  async stop(): Promise<void> {
    this.redis.disconnect();
    await this.database.close();
    await this.test.drop();
  }

  async beginAnew(): Promise<void> {
    await this.redis.flushdb();
    await this.meetPeople();
  }

  async meetPeople(): Promise<void> {
    const first = await seedCaller(this.test);
    this.people = [first, await seedCaller(this.test, { beside: first }), await seedCaller(this.test)];
  }

  async drainAll(): Promise<void> {
    const drain = new Drain(this.database, this.buffer, this.clock);
    await drainAll(drain);
  }

  rollUp(): Promise<number> {
    return new RollUp(this.database, this.clock).run();
  }

  /** In the smallest steps; only so many of them, when that is said. */
  async recompute(
    workspaceId: string,
    { hours, steps = Infinity }: { hours?: HoursToRebuild; steps?: number } = {},
  ): Promise<void> {
    const work = new Recompute(this.database, 1).workspace(workspaceId, { hours: hours ?? null });
    for (let step = 0; step < steps && !(await work.next()).done; step += 1);
  }

  /** What admit adds to pending for an accepted call of two units. */
  async call({ workspaceId, gptId, subscriberId }: SeededCaller, when: string, action: string, times: number): Promise<void> {
    const name = encodeUsageKey({ workspaceId, gptId, subscriberId, action, tier: 'free', hour: hourOf(new Date(when)) });
    const pending = pendingKey(shardOf(workspaceId, subscriberId));
    await this.redis.hincrby(pending, `${name}c`, times);
    await this.redis.hincrby(pending, `${name}u`, times * 2);
    await this.redis.hincrby(pending, `${name}d`, 1);
  }

  async expectRollupsToBeTheLedger(workspaceId: string): Promise<void> {
    for (const [table, key] of Object.entries(ROLLUPS)) {
      const columns = key.replaceAll(/\S*\(.*?\)\S* AS /g, '').replaceAll(/^.* AS /g, '');
      const names = columns.split(', ');
      const want = await this.test.query(
        `SELECT ${key}, sum(calls)::text AS calls, sum(cost)::text AS cost, sum(denied)::text AS denied FROM usage_hourly
          WHERE workspace_id = $1 GROUP BY ${names.join(', ')} ORDER BY ${names.join(', ')}`,
        [workspaceId],
      );
      const have = await this.test.query(
        `SELECT ${names.join(', ')}, calls::text, cost::text, denied::text FROM ${table} WHERE workspace_id = $1 ORDER BY ${names.join(', ')}`,
        [workspaceId],
      );
      expect([table, have]).toEqual([table, want]);
    }
  }

  ask(workspaceId: string, groupBy: Grouping, limit = 1_000): Promise<UsageReport> {
    return this.database.inWorkspace(workspaceId, (tx) =>
      usageReportRepository.report(tx, { from, to, groupBy, gptId: null, subscriberId: null, limit, after: null }),
    );
  }

  /** Every grouping says what the ledger says, however much of it is rolled up by now. */
  async expectAnswersToBeTheLedger(workspaceId: string): Promise<void> {
    const [ledger] = await this.test.query<{ calls: number; cost: number; denied: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls, coalesce(sum(cost), 0)::int AS cost, coalesce(sum(denied), 0)::int AS denied
         FROM usage_hourly WHERE workspace_id = $1`,
      [workspaceId],
    );
    for (const groupBy of ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'] as const) {
      const { total, rows } = await this.ask(workspaceId, groupBy);
      expect([groupBy, total]).toEqual([groupBy, ledger]);
      expect([groupBy, rows.reduce((sum, row) => sum + row.calls, 0)]).toEqual([groupBy, ledger?.calls]);
      expect([groupBy, rows.reduce((sum, row) => sum + row.denied, 0)]).toEqual([groupBy, ledger?.denied]);
    }
    const [busiest] = await this.test.query<{ key: string; calls: number }>(
      `SELECT subscriber_id AS key, sum(calls)::int AS calls FROM usage_hourly WHERE workspace_id = $1 GROUP BY 1 HAVING sum(calls) > 0
        ORDER BY 2 DESC, 1 LIMIT 1`,
      [workspaceId],
    );
    const leaders = await this.ask(workspaceId, 'subscriber', 1);
    expect(leaders.rows.map(({ key, calls }) => ({ key, calls }))).toEqual(busiest === undefined ? [] : [busiest]);
    expect(leaders.total).toEqual(ledger);
  }
}
