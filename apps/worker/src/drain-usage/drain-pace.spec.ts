import { ALL_SHARDS } from '@gatehouse/core';
import { createLogger } from '@gatehouse/platform';
import { TestClock } from '@gatehouse/testing';
import { DrainUsage } from './drain-usage.job';
import type { Drain } from './drain.service';

/** The ledger's share of the two seconds within which a call is on screen. The page's look takes at most another second (e2e/live-number). */
const SHARE_MS = 500;

it('wakes the drain of each shard once, and often enough that a call is on screen within two seconds', () => {
  const job = new DrainUsage({} as Drain, new TestClock(), createLogger({ logLevel: 'silent' }, 'test'));
  expect(job.schedules.flatMap(({ data }) => data.shards).sort((one, other) => one - other)).toEqual([...ALL_SHARDS]);
  for (const { everyMs } of job.schedules) expect(everyMs).toBeLessThanOrEqual(SHARE_MS);
  // Each group is worked through while the others are.
  expect(job.concurrency).toBe(job.schedules.length);
});
