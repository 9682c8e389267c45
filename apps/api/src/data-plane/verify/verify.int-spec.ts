import { ALL_SHARDS, epochKey } from '@gatehouse/core';
import { connectRedis, Database, MeterFence, systemRandom } from '@gatehouse/platform';
import { emptyTestRedis, seedCaller, type SeededCaller } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Redis } from 'ioredis';
import { startVerifyStage, type VerifyStage } from '../../../test/verify-stage';
import { RATE_FIELD } from './rate-field.fixture';

describe('verify', () => {
  let stage: VerifyStage;
  let redis: Redis;
  let fence: MeterFence;

  beforeAll(async () => {
    const redisUrl = await emptyTestRedis();
    redis = connectRedis(redisUrl);
    fence = new MeterFence(redis, systemRandom);
    // As in any Redis that has run for a while.
    for (const shard of ALL_SHARDS) await redis.set(epochKey(shard), `${Date.now() - 3_600_000}-test`);
    stage = await startVerifyStage(redisUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    await stage.stop();
  });

  it('answers exactly what the contract shows', async () => {
    const caller = await seedCaller(stage.test, {
      tier: { key: 'pro', name: 'Pro', quotaPerMonth: 1000, ratePerMinute: 60 },
      scopes: ['foods.read'],
      email: 'a@b.c',
    });
    const { statusCode, headers, body } = await stage.verify(caller, '?cost=2');
    expect(statusCode).toBe(200);
    const normalised = body.replace(caller.subscriberId, 'usr_…').replace(caller.gptId, 'gpt_…').replace(caller.clientId, '…');
    expect(normalised).toMatchInlineSnapshot(
      `"{"active":true,"sub":"usr_…","gpt":"gpt_…","client_id":"…","email":"a@b.c","email_verified":true,"name":"Ada","scope":"foods.read","tier":"pro","subscription":"active","quota":{"limit":1000,"used":2,"remaining":998,"resets_at":"2026-12-01T00:00:00Z"},"rate":{"limit":60,"remaining":59,"reset_seconds":1}}"`,
    );
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'ratelimit-policy': '"quota";q=1000;w=2592000, "rate";q=60;w=60',
      ratelimit: expect.stringMatching(/^"quota";r=998;t=\d+, "rate";r=59;t=1$/),
    });
  });

  it('says null where nothing is limited, and counts all the same', async () => {
    const caller = await seedCaller(stage.test);
    const { headers, ...response } = await stage.verify(caller);
    expect(response.json()).toMatchObject({
      quota: { limit: null, used: 1, remaining: null, resets_at: '2026-12-01T00:00:00Z' },
      rate: { limit: null, remaining: null, reset_seconds: 0 },
    });
    expect(headers['ratelimit-policy']).toMatch(RATE_FIELD);
  });

  it('takes parameters from the query and from JSON', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 100, actionCosts: { scan: 7 } } });
    expect((await stage.verify(caller, '?action=scan')).json()).toMatchObject({ quota: { used: 7 } });
    expect((await stage.verify(caller, '?action=scan&cost=2')).json()).toMatchObject({ quota: { used: 9 } });
    const posted = await stage.send({
      method: 'POST',
      url: `/t/${caller.slug}/verify`,
      headers: { authorization: `Bearer ${caller.token}` },
      payload: { action: 'scan', peek: true },
    });
    expect(posted.json()).toMatchObject({ active: true, quota: { used: 9 } });
    const empty = await stage.send({
      method: 'POST',
      url: `/t/${caller.slug}/verify`,
      headers: { authorization: `bearer ${caller.token}` },
    });
    expect(empty.json()).toMatchObject({ active: true, quota: { used: 10 } });
  });

  it('asks Postgres nothing about a caller it knows', async () => {
    const caller = await seedCaller(stage.test);
    const database = (stage.apps[0] as NestFastifyApplication).get(Database);
    const transactions = (['inWorkspace', 'inWorkspacePipelined', 'inDirectory'] as const).map((name) =>
      jest.spyOn(database, name),
    );
    const begun = (): number => transactions.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    await stage.verify(caller);
    const cold = begun();
    for (let call = 0; call < 20; call += 1) expect((await stage.verify(caller)).statusCode).toBe(200);
    // Cold: the workspace, the caller, and what they used so far.
    expect([cold, begun() - cold]).toEqual([3, 0]);
    for (const spy of transactions) spy.mockRestore();
  });

  it('refuses a revoked token on the next call, on every instance', async () => {
    const caller = await seedCaller(stage.test);
    for (const instance of [0, 1]) expect((await stage.verify(caller, '', instance)).statusCode).toBe(200);
    await fence.around(async (mark) => {
      await mark.subscriber(caller.workspaceId, caller.subscriberId);
      await stage.test.query(`UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1`, [caller.subscriberId]);
    });
    for (const instance of [0, 1]) expect((await stage.verify(caller, '', instance)).statusCode).toBe(401);
  });

  it('applies an edited tier from the next call on, on every instance', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 100 } });
    for (const instance of [0, 1]) expect((await stage.verify(caller, '', instance)).statusCode).toBe(200);
    await fence.around(async (mark) => {
      await mark.gpt(caller.gptId);
      await stage.test.query(`UPDATE tiers SET quota_per_month = 2 WHERE id = $1`, [caller.tierId]);
    });
    for (const instance of [0, 1]) {
      const response = await stage.verify(caller, '', instance);
      expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([429, 'quota_exceeded']);
    }
  });

  it('keeps a hundred callers at once apart when their GPT changes under them', async () => {
    const first = await seedCaller(stage.test);
    const callers = [first];
    while (callers.length < 10) callers.push(await seedCaller(stage.test, { beside: first }));
    const storm = Array.from({ length: 200 }, (_, index) => stage.verify(callers[index % 10] as SeededCaller, '', index % 2));
    for (let change = 0; change < 5; change += 1) await fence.around((mark) => mark.gpt(first.gptId));
    const answers = await Promise.all(storm);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(200).fill(200));
    for (const [index, response] of answers.entries()) {
      expect(response.json<{ sub: string }>().sub).toBe(callers[index % 10]?.subscriberId);
    }
    expect((await stage.verify(first, '?peek=true')).json()).toMatchObject({ quota: { used: 20 } });
  });
});
