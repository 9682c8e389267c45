import { monthOf, quotaKey, shardOf } from '@gatehouse/core';
import { seedUsage } from '@gatehouse/testing';
import { decisionOf, type MeterStage, startMeterStage } from '../../test/meter-stage';
import type { Fence } from './meter';

describe('the meter', () => {
  let stage: MeterStage;
  beforeAll(async () => void (stage = await startMeterStage()));
  afterAll(() => stage.stop());

  it('lets exactly one of 500 calls through that come at once when one unit is left', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 4 } });
    const fences = [await stage.fenceOf(principal, 0), await stage.fenceOf(principal, 1)];
    for (let used = 0; used < 3; used += 1) expect(decisionOf(await stage.ask(principal, fences[0] as Fence))).toBe('accepted');
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => stage.ask(principal, fences[index % 2] as Fence, {}, index % 2)),
    );
    const decisions = answers.map(decisionOf);
    expect(decisions.filter((decision) => decision === 'accepted')).toHaveLength(1);
    expect(decisions.filter((decision) => decision === 'quota_exceeded')).toHaveLength(499);
    expect(await stage.pendingOf(principal)).toEqual({ c: 4, u: 4, d: 499 });
  });

  it("fails a call whose count Redis refuses to keep, and not the others' of the same moment", async () => {
    const [broken, whole] = [await stage.principalOf(), await stage.principalOf()];
    const [brokenFence, wholeFence] = [await stage.fenceOf(broken), await stage.fenceOf(whole)];
    const shard = shardOf(broken.workspaceId, broken.subscriberId);
    const key = quotaKey(shard, broken.gptId, broken.subscriberId, monthOf(stage.clock.now()));
    await stage.redis.set(key, 'no number');
    const outcomes = await Promise.allSettled([stage.ask(broken, brokenFence), stage.ask(whole, wholeFence)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await stage.pendingOf(broken)).toEqual({});
    expect(await stage.pendingOf(whole)).toEqual({ c: 1, u: 1 });
  });

  it('counts cost against the quota and calls as calls, and a call that costs nothing passes a used-up quota', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 10 } });
    const under = await stage.fenceOf(principal);
    expect(decisionOf(await stage.ask(principal, under, { cost: 10 }))).toBe('accepted');
    expect(decisionOf(await stage.ask(principal, under, { cost: 1 }))).toBe('quota_exceeded');
    expect(decisionOf(await stage.ask(principal, under, { cost: 0 }))).toBe('accepted');
    expect(await stage.pendingOf(principal)).toEqual({ c: 2, u: 10, d: 1 });
  });

  it('begins with what the ledger says was used in this month, and in this month only', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 10 } });
    const { workspaceId, gptId, subscriberId } = principal;
    await seedUsage(stage.test, { workspaceId, gptId, subscriberId, hour: '2026-10-31T23:00:00Z', calls: 1, cost: 50 });
    await seedUsage(stage.test, { workspaceId, gptId, subscriberId, hour: '2026-11-01T00:00:00Z', calls: 1, cost: 8 });
    const answer = await stage.ask(principal, await stage.fenceOf(principal));
    expect(answer).toMatchObject({ kind: 'decided', admission: { decision: 'accepted', usedUnits: 9 } });
  });

  it('peeks without counting, and tells the decision that a call would get', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 1, ratePerMinute: 60 } });
    const under = await stage.fenceOf(principal);
    expect(await stage.ask(principal, under, { peek: true, idempotencyKey: 'k' })).toMatchObject({
      admission: { decision: 'accepted', usedUnits: 0, tatMicros: 0 },
    });
    expect(decisionOf(await stage.ask(principal, under, { idempotencyKey: 'k' }))).toBe('accepted');
    expect(decisionOf(await stage.ask(principal, under, { peek: true }))).toBe('quota_exceeded');
    expect(await stage.pendingOf(principal)).toEqual({ c: 1, u: 1 });
  });

  it('keeps what was used until after the month, so that late calls meet the same count', async () => {
    const principal = await stage.principalOf();
    await stage.ask(principal, await stage.fenceOf(principal));
    const key = quotaKey(
      shardOf(principal.workspaceId, principal.subscriberId),
      principal.gptId,
      principal.subscriberId,
      monthOf(stage.clock.now()),
    );
    const secondsLeft = (monthOf(stage.clock.now()).endsAt.getTime() - stage.clock.now().getTime()) / 1000;
    expect(await stage.redis.ttl(key)).toBeGreaterThan(secondsLeft);
  });
});
