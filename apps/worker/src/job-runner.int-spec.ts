import { createLogger } from '@gatehouse/platform';
import { emptyTestRedis } from '@gatehouse/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from './job';
import { JobRunner } from './job-runner';

const logger = createLogger({ logLevel: 'silent' }, 'test');

function tick(onRun: (data: unknown) => Promise<void>): Job {
  return {
    queue: 'tick',
    concurrency: 1,
    schedules: [{ id: 'tick', everyMs: 50, data: { shards: [1] } }],
    lockMs: 5_000,
    run: onRun,
  };
}

describe('the job runner', () => {
  let redisUrl: string;
  beforeEach(async () => {
    redisUrl = await emptyTestRedis();
  });

  it('wakes a job again and again with the data of its schedule, also after a run that failed', async () => {
    const seen: unknown[] = [];
    const enough = Promise.withResolvers<void>();
    const runner = new JobRunner(redisUrl, logger);
    await runner.start(
      tick((data) => {
        seen.push(data);
        if (seen.length === 3) enough.resolve();
        return seen.length === 1 ? Promise.reject(new Error('first run fails')) : Promise.resolve();
      }),
    );
    await enough.promise;
    await runner.close();
    expect(seen.slice(0, 3)).toEqual([{ shards: [1] }, { shards: [1] }, { shards: [1] }]);
  });

  it('waits for a run to finish before it closes', async () => {
    const began = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    let ended = false;
    const runner = new JobRunner(redisUrl, logger);
    await runner.start(
      tick(async () => {
        began.resolve();
        await mayEnd.promise;
        ended = true;
      }),
    );
    await began.promise;
    const closed = runner.close();
    expect(ended).toBe(false);
    mayEnd.resolve();
    await closed;
    expect(ended).toBe(true);
  });

  it('has one schedule after several starts', async () => {
    for (let start = 0; start < 3; start++) {
      const runner = new JobRunner(redisUrl, logger);
      await runner.start(tick(() => Promise.resolve()));
      await runner.close();
    }
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue('tick', { connection });
    expect(await queue.getJobSchedulersCount()).toBe(1);
    await queue.close();
    connection.disconnect();
  });
});
