import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createTestDatabase,
  emptyTestRedis,
  freePort,
  seedCaller,
  type SeededCaller,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, '../../..');
const INSTANCES = 4;

/** The data plane as it is run: processes that share nothing but their Postgres and Redis. `npm test` has compiled them. */
describe('four instances', () => {
  let test: TestDatabase;
  let redisUrl: string;
  const processes: ChildProcess[] = [];
  let origins: string[];

  beforeAll(async () => {
    test = await createTestDatabase();
    redisUrl = await emptyTestRedis();
    const masterKeys = `test:${randomBytes(32).toString('base64')}`;
    origins = await Promise.all(Array.from({ length: INSTANCES }, () => start(masterKeys)));
    await Promise.all(origins.map(untilReady));
  });

  afterAll(async () => {
    await Promise.all(
      processes.map(async (each) => {
        if (each.exitCode !== null) return;
        each.kill('SIGTERM');
        await once(each, 'exit');
      }),
    );
    await test.drop();
  });

  async function start(masterKeys: string): Promise<string> {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [resolve(ROOT, 'apps/api/dist/main.js')], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        PLANE: 'data',
        PORT: String(port),
        PUBLIC_URL: origin,
        DATABASE_URL: test.url,
        REDIS_URL: redisUrl,
        SMTP_URL: 'smtp://127.0.0.1:9',
        MASTER_KEYS: masterKeys,
        LOG_LEVEL: 'error',
      },
      stdio: 'inherit',
    });
    processes.push(child);
    return origin;
  }

  async function verify(caller: SeededCaller, instance: number): Promise<number> {
    const answer = await fetch(`${origins[instance % INSTANCES]}/t/${caller.slug}/verify`, {
      headers: { authorization: `Bearer ${caller.token}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async function countedCalls(caller: SeededCaller): Promise<number> {
    const redis = new Redis(redisUrl);
    let counted = 0;
    for (const key of await redis.keys('*:pending')) {
      for (const [field, value] of Object.entries(await redis.hgetall(key))) {
        if (field.includes(caller.subscriberId) && field.endsWith('\u001fc')) counted += Number(value);
      }
    }
    redis.disconnect();
    return counted;
  }

  it('let not one call over the rate through, when ten times as many come', async () => {
    const [perMinute, burst] = [600, 20];
    const caller = await seedCaller(test, { tier: { ratePerMinute: perMinute, burst } });
    const calls: Promise<number>[] = [];
    const began = performance.now();
    for (let turn = 0; turn < 50; turn += 1) {
      for (let nth = 0; nth < 10; nth += 1) calls.push(verify(caller, nth));
      await pause(100);
    }
    const statuses = await Promise.all(calls);
    const elapsedMs = performance.now() - began;
    const accepted = statuses.filter((status) => status === 200).length;
    // The first call may have been decided when the watch had just started, and the last just before it stopped: never more than this.
    expect(accepted).toBeLessThanOrEqual(burst + Math.floor((elapsedMs * perMinute) / 60_000));
    expect(accepted).toBeGreaterThan(burst);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(await countedCalls(caller)).toBe(accepted);
  });

  it('accept one of 500 calls at once when one is left in the quota', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 5 } });
    for (let nth = 0; nth < 4; nth += 1) expect(await verify(caller, nth)).toBe(200);
    const statuses = await Promise.all(Array.from({ length: 500 }, (_, nth) => verify(caller, nth)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 429)).toHaveLength(499);
    expect(await countedCalls(caller)).toBe(5);
  });
});

async function untilReady(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const ready = await fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await pause(100);
  }
  throw new Error(`${origin} was not ready within a minute`);
}
