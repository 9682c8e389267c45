import {
  type CallRequest,
  limitsFor,
  mayRemember,
  pendingKey,
  type Principal,
  quotaKey,
  monthOf,
  shardOf,
  versionKey,
} from '@gatehouse/core';
import { createTestDatabase, emptyTestRedis, seedCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { systemRandom } from '../clock/system-clock';
import { sha256 } from '../crypto/secret';
import { Database } from '../database/database';
import { principalRepository } from '../database/repositories/principal.repository';
import { type Fence, Meter, type MeterAnswer, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';

const plainCall: CallRequest = { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };

describe('the meter', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  let redisUrl: string;
  /** Looks at Redis from outside. */
  let redis: Redis;
  let fence: MeterFence;
  const meters: { meter: Meter; redis: Redis }[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    fence = new MeterFence(redis, systemRandom);
    // Two instances of the API, as far as Redis can tell.
    for (let instance = 0; instance < 2; instance += 1) meters.push(await startMeter());
  });

  afterAll(async () => {
    for (const { redis: connection } of meters) connection.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function startMeter(): Promise<{ meter: Meter; redis: Redis }> {
    const connection = connectMeterRedis(redisUrl);
    connection.on('error', () => undefined);
    await new Promise((resolve) => connection.once('ready', resolve));
    const meter = new Meter({ redis: connection, database, fence, random: systemRandom, clock, rateClock: clock });
    return { meter, redis: connection };
  }

  const meter = (instance = 0): Meter => meters[instance]?.meter as Meter;

  async function principalOf(options: Parameters<typeof seedCaller>[1] = {}): Promise<Principal> {
    const caller = await seedCaller(test, options);
    const principal = await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), new Date()),
    );
    return principal as Principal;
  }

  function ask(principal: Principal, under: Fence, call: Partial<CallRequest> = {}, instance = 0): Promise<MeterAnswer> {
    const whole = { ...plainCall, ...call };
    return meter(instance).admit(principal, under, limitsFor(principal, whole, clock.now()), whole);
  }

  async function fenceOf(principal: Principal, instance = 0): Promise<Fence> {
    const answer = await ask(principal, UNFENCED, { peek: true }, instance);
    if (answer.kind !== 'stale') throw new Error('somebody without a fence was let through');
    return answer.fence;
  }

  const pendingOf = async (principal: Principal): Promise<Record<string, number>> => {
    const all = await redis.hgetall(pendingKey(shardOf(principal.workspaceId, principal.subscriberId)));
    const counts: Record<string, number> = {};
    for (const [field, value] of Object.entries(all)) {
      if (!field.includes(principal.subscriberId)) continue;
      const metric = field.slice(-1);
      counts[metric] = (counts[metric] ?? 0) + Number(value);
    }
    return counts;
  };

  const decisionOf = (answer: MeterAnswer): string => (answer.kind === 'decided' ? answer.admission.decision : answer.kind);

  it('lets exactly one of 500 calls through that come at once when one unit is left', async () => {
    const principal = await principalOf({ tier: { quotaPerMonth: 4 } });
    const fences = [await fenceOf(principal, 0), await fenceOf(principal, 1)];
    for (let used = 0; used < 3; used += 1) expect(decisionOf(await ask(principal, fences[0] as Fence))).toBe('accepted');
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => ask(principal, fences[index % 2] as Fence, {}, index % 2)),
    );
    const decisions = answers.map(decisionOf);
    expect(decisions.filter((decision) => decision === 'accepted')).toHaveLength(1);
    expect(decisions.filter((decision) => decision === 'quota_exceeded')).toHaveLength(499);
    expect(await pendingOf(principal)).toEqual({ c: 4, u: 4, d: 499 });
  });

  it("fails a call whose count Redis refuses to keep, and not the others' of the same moment", async () => {
    const [broken, whole] = [await principalOf(), await principalOf()];
    const [brokenFence, wholeFence] = [await fenceOf(broken), await fenceOf(whole)];
    const shard = shardOf(broken.workspaceId, broken.subscriberId);
    const key = quotaKey(shard, broken.gptId, broken.subscriberId, monthOf(clock.now()));
    await redis.set(key, 'no number');
    const outcomes = await Promise.allSettled([ask(broken, brokenFence), ask(whole, wholeFence)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await pendingOf(broken)).toEqual({});
    expect(await pendingOf(whole)).toEqual({ c: 1, u: 1 });
  });

  it('counts cost against the quota and calls as calls, and a call that costs nothing passes a used-up quota', async () => {
    const principal = await principalOf({ tier: { quotaPerMonth: 10 } });
    const under = await fenceOf(principal);
    expect(decisionOf(await ask(principal, under, { cost: 10 }))).toBe('accepted');
    expect(decisionOf(await ask(principal, under, { cost: 1 }))).toBe('quota_exceeded');
    expect(decisionOf(await ask(principal, under, { cost: 0 }))).toBe('accepted');
    expect(await pendingOf(principal)).toEqual({ c: 2, u: 10, d: 1 });
  });

  it('begins with what the ledger says was used in this month, and in this month only', async () => {
    const principal = await principalOf({ tier: { quotaPerMonth: 10 } });
    const { workspaceId, gptId, subscriberId } = principal;
    await seedUsage(test, { workspaceId, gptId, subscriberId, hour: '2026-10-31T23:00:00Z', calls: 1, cost: 50 });
    await seedUsage(test, { workspaceId, gptId, subscriberId, hour: '2026-11-01T00:00:00Z', calls: 1, cost: 8 });
    const answer = await ask(principal, await fenceOf(principal));
    expect(answer).toMatchObject({ kind: 'decided', admission: { decision: 'accepted', usedUnits: 9 } });
  });

  it('peeks without counting, and tells the decision that a call would get', async () => {
    const principal = await principalOf({ tier: { quotaPerMonth: 1, ratePerMinute: 60 } });
    const under = await fenceOf(principal);
    expect(await ask(principal, under, { peek: true, idempotencyKey: 'k' })).toMatchObject({
      admission: { decision: 'accepted', usedUnits: 0, tatMicros: 0 },
    });
    expect(decisionOf(await ask(principal, under, { idempotencyKey: 'k' }))).toBe('accepted');
    expect(decisionOf(await ask(principal, under, { peek: true }))).toBe('quota_exceeded');
    expect(await pendingOf(principal)).toEqual({ c: 1, u: 1 });
  });

  describe('with an Idempotency-Key', () => {
    it('counts once, however often and on however many instances the call is repeated at once', async () => {
      const principal = await principalOf({ tier: { quotaPerMonth: 1, ratePerMinute: 1, burst: 1 } });
      const fences = [await fenceOf(principal, 0), await fenceOf(principal, 1)];
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          ask(principal, fences[index % 2] as Fence, { idempotencyKey: 'once' }, index % 2),
        ),
      );
      expect(answers.map(decisionOf)).toEqual(Array(50).fill('accepted'));
      expect(await pendingOf(principal)).toEqual({ c: 1, u: 1 });
    });

    it('gets the same refusal again, also when it would pass by now', async () => {
      const principal = await principalOf({ tier: { ratePerMinute: 60, burst: 1 } });
      const under = await fenceOf(principal);
      await ask(principal, under);
      expect(decisionOf(await ask(principal, under, { idempotencyKey: 'r' }))).toBe('rate_limited');
      clock.advance(10);
      expect(decisionOf(await ask(principal, under, { idempotencyKey: 'r' }))).toBe('rate_limited');
      expect(await pendingOf(principal)).toEqual({ c: 1, u: 1, d: 1 });
    });

    it("is one subscriber's own", async () => {
      const [ada, bob] = [await principalOf(), await principalOf()];
      await ask(ada, await fenceOf(ada), { idempotencyKey: 'k' });
      await ask(bob, await fenceOf(bob), { idempotencyKey: 'k' });
      expect([await pendingOf(ada), await pendingOf(bob)]).toEqual([
        { c: 1, u: 1 },
        { c: 1, u: 1 },
      ]);
    });

    it('does not repeat an acceptance to somebody who was blocked since', async () => {
      const principal = await principalOf();
      const under = await fenceOf(principal);
      expect(decisionOf(await ask(principal, under, { idempotencyKey: 'k' }))).toBe('accepted');
      expect(decisionOf(await ask({ ...principal, blocked: true }, under, { idempotencyKey: 'k' }))).toBe('access_blocked');
    });
  });

  describe('and its fence', () => {
    it('lets nobody through who holds none', async () => {
      const principal = await principalOf();
      expect(decisionOf(await ask(principal, UNFENCED))).toBe('stale');
      expect(await pendingOf(principal)).toEqual({});
    });

    it.each([
      ['the subscriber', (principal: Principal) => [principal.workspaceId, principal.subscriberId] as const],
      ['the GPT', () => null],
    ])(
      'refuses what was remembered before a change of %s, on every instance, from the moment the change is done',
      async (_what, subject) => {
        const principal = await principalOf();
        const fences = [await fenceOf(principal, 0), await fenceOf(principal, 1)];
        const about = subject(principal);
        await fence.around((mark) => (about === null ? mark.gpt(principal.gptId) : mark.subscriber(about[0], about[1])));
        for (const instance of [0, 1]) {
          const answer = await ask(principal, fences[instance] as Fence, {}, instance);
          expect(answer.kind).toBe('stale');
          if (answer.kind === 'stale') expect(decisionOf(await ask(principal, answer.fence, {}, instance))).toBe('accepted');
        }
      },
    );

    it('lets nothing be remembered while a change is on its way', async () => {
      const principal = await principalOf();
      const before = await fenceOf(principal);
      await fence.around(async (mark) => {
        await mark.subscriber(principal.workspaceId, principal.subscriberId);
        const answer = await ask(principal, before);
        expect(answer.kind).toBe('stale');
        if (answer.kind !== 'stale') return;
        expect(mayRemember(answer.fence.text)).toBe(false);
        expect(decisionOf(await ask(principal, answer.fence))).toBe('accepted');
      });
      expect(mayRemember((await fenceOf(principal)).text)).toBe(true);
    });

    it('keeps the mark of a change that is still on its way when another one of the same subscriber ends, whichever began first', async () => {
      const principal = await principalOf();
      const { workspaceId, subscriberId } = principal;
      const [mayEndFirst, mayEndSecond] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const change = (mayEnd: Promise<void>): Promise<void> =>
        fence.around(async (mark) => {
          await mark.subscriber(workspaceId, subscriberId);
          await mayEnd;
        });
      const first = change(mayEndFirst.promise);
      const second = change(mayEndSecond.promise);
      mayEndSecond.resolve();
      await second;
      expect(mayRemember((await fenceOf(principal)).text)).toBe(false);
      mayEndFirst.resolve();
      await first;
      expect(mayRemember((await fenceOf(principal)).text)).toBe(true);
    });

    it('still recognises the dead one of two changes when the other one ended well', async () => {
      const principal = await principalOf();
      const { workspaceId, subscriberId } = principal;
      await redis.set(versionKey(shardOf(workspaceId, subscriberId), subscriberId), `!${Date.now() - 61_000}-dead`);
      await fence.around((mark) => mark.subscriber(workspaceId, subscriberId));
      expect(mayRemember((await fenceOf(principal)).text)).toBe(false);
      expect(mayRemember((await fenceOf(principal)).text)).toBe(true);
    });

    it('keeps the mark of a change that failed, because it may have been committed all the same', async () => {
      const principal = await principalOf();
      const change = fence.around(async (mark) => {
        await mark.subscriber(principal.workspaceId, principal.subscriberId);
        throw new Error('connection lost during COMMIT');
      });
      await expect(change).rejects.toThrow('connection lost');
      expect(mayRemember((await fenceOf(principal)).text)).toBe(false);
    });

    it('ends a change that is committed although Redis was away at first', async () => {
      const principal = await principalOf();
      jest.spyOn(fence, 'settle').mockRejectedValueOnce(new Error('connection is closed'));
      await fence.around((mark) => mark.subscriber(principal.workspaceId, principal.subscriberId));
      expect(mayRemember((await fenceOf(principal)).text)).toBe(true);
    });

    it('lifts a mark whose author must be dead', async () => {
      const principal = await principalOf();
      const { workspaceId, subscriberId } = principal;
      await redis.set(versionKey(shardOf(workspaceId, subscriberId), subscriberId), `!${Date.now() - 61_000}-dead`);
      expect(mayRemember((await fenceOf(principal)).text)).toBe(false);
      expect(mayRemember((await fenceOf(principal)).text)).toBe(true);
    });

    it('refuses everything that was remembered before Redis lost its data, for good', async () => {
      const principal = await principalOf({ tier: { quotaPerMonth: 100 } });
      const before = await fenceOf(principal);
      await ask(principal, before);
      await redis.flushdb();
      const first = await ask(principal, before);
      expect(first.kind).toBe('stale');
      expect(decisionOf(await ask(principal, before))).toBe('stale');
      if (first.kind === 'stale') expect(decisionOf(await ask(principal, first.fence))).toBe('accepted');
    });

    it('holds nothing of an earlier connection for true: Redis may have come back without its last writes', async () => {
      const principal = await principalOf();
      const before = await fenceOf(principal, 1);
      expect(decisionOf(await ask(principal, before, {}, 1))).toBe('accepted');
      const connection = meters[1]?.redis as Redis;
      const ready = new Promise((resolve) => connection.once('ready', resolve));
      connection.disconnect(true);
      await ready;
      expect(decisionOf(await ask(principal, before, {}, 1))).toBe('stale');
    });
  });

  it('keeps what was used until after the month, so that late calls meet the same count', async () => {
    const principal = await principalOf();
    await ask(principal, await fenceOf(principal));
    const key = quotaKey(
      shardOf(principal.workspaceId, principal.subscriberId),
      principal.gptId,
      principal.subscriberId,
      monthOf(clock.now()),
    );
    const secondsLeft = (monthOf(clock.now()).endsAt.getTime() - clock.now().getTime()) / 1000;
    expect(await redis.ttl(key)).toBeGreaterThan(secondsLeft);
  });
});
