import { countersKey, monthOf, onBehalfOf, type Principal, quotaKey, SERVICE_KEY_TIER, shardOf } from '@gatehouse/core';
import { OwnRedis } from '@gatehouse/testing';
import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import type { Fence, MeterAnswer } from './meter';

describe('a counter that is missing', () => {
  /** Its own: what it counts of its commands is what is done here, and not what tests beside this one do. */
  let own: OwnRedis;
  let stage: MeterStage;

  beforeAll(async () => {
    own = await OwnRedis.start();
    stage = await startMeterStage({ redisUrl: own.url });
  });
  beforeEach(() => stage.clock.set(new Date('2026-11-20T10:00:00Z')));
  afterAll(async () => {
    await stage.stop();
    await own.remove();
  });

  const newcomer = () => stage.principalOf({ tier: { quotaPerMonth: 1_000_000 } });

  const ask = (principal: Principal, fence: Fence, instance = 0): Promise<MeterAnswer> =>
    stage.ask(principal, fence, { action: 'scan', cost: 1 }, instance);

  const usedBy = (answer: MeterAnswer): number => (answer.kind === 'decided' ? answer.admission.usedUnits : NaN);

  const shardFor = ({ workspaceId, subscriberId }: Principal): number => shardOf(workspaceId, subscriberId);

  const counterOf = (principal: Principal, period = monthOf(stage.clock.now())): string =>
    quotaKey(shardFor(principal), principal.gptId, principal.subscriberId, period);

  it('is begun without looking through what waits, however much it is, where nothing of the caller can wait: for newcomers and as months pass', async () => {
    const principal = await newcomer();
    const fence = await stage.fenceOf(principal);
    await stage.fillShard(principal, 20_000);
    const used: number[] = [];
    const looks = await stage.looksDuring(async () => {
      for (const day of ['2026-11-20', '2026-12-01', '2027-01-31']) {
        stage.clock.set(new Date(`${day}T10:00:00Z`));
        used.push(usedBy(await ask(principal, fence)));
      }
    });
    expect({ used, looks }).toEqual({ used: [1, 1, 1], looks: 0 });

    // Months that overlap with those before: now some can wait, and do.
    const ownMonths = { ...principal, monthsFrom: new Date('2026-11-20T09:00:00Z') };
    const looksThen = await stage.looksDuring(async () => expect(usedBy(await ask(ownMonths, fence))).toBe(2));
    expect(looksThen).toBeGreaterThan(20);
  });

  it('is put by one of many first calls that come at once to several instances, and nobody looks', async () => {
    const principal = await newcomer();
    const fences = [await stage.fenceOf(principal, 0), await stage.fenceOf(principal, 1)] as const;
    const looks = await stage.looksDuring(async () => {
      const calls = Array.from({ length: 300 }, async (_, index) => {
        for (let turn = index % 20; turn > 0; turn -= 1) await new Promise(setImmediate);
        return usedBy(await ask(principal, fences[index % 2 === 0 ? 0 : 1], index % 2));
      });
      const used = (await Promise.all(calls)).sort((one, other) => one - other);
      expect(used).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    });
    expect(looks).toBe(0);
  });

  it('is begun with what waits since a counter of other months that expired long before its calls came home', async () => {
    const principal = await newcomer();
    const fence = await stage.fenceOf(principal);
    expect(usedBy(await ask(principal, fence))).toBe(1);
    const old = counterOf(principal);
    stage.clock.set(new Date('2026-12-03T10:00:00Z'));
    expect(usedBy(await ask(principal, fence))).toBe(1);
    await stage.redis.del(old);
    stage.clock.set(new Date('2026-12-14T10:00:00Z'));
    const ownMonths = { ...principal, monthsFrom: new Date('2026-11-15T09:00:00Z') };
    expect(usedBy(await ask(ownMonths, fence))).toBe(3);
  });

  it('is not that of months which begin alike and end differently, as those do that Stripe cuts short', async () => {
    const principal = await newcomer();
    const fence = await stage.fenceOf(principal);
    const startsAt = new Date('2026-11-15T10:20:00Z');
    const cut = { ...principal, billedPeriod: { startsAt, endsAt: new Date('2026-11-20T12:30:00Z') } };
    const whole = { ...principal, billedPeriod: { startsAt, endsAt: new Date('2026-12-15T10:20:00Z') } };
    expect(usedBy(await ask(cut, fence))).toBe(1);
    stage.clock.set(new Date('2026-11-20T13:00:00Z'));
    expect(usedBy(await ask(cut, fence))).toBe(1);
    expect(usedBy(await ask(whole, fence))).toBe(3);
  });

  it('leaves behind no name of it for ever, and none that is gone before a period ends that may overlap with its own', async () => {
    const principal = await newcomer();
    await ask(principal, await stage.fenceOf(principal));
    const { gptId, subscriberId } = principal;
    const names = countersKey(shardFor(principal), gptId, subscriberId);
    expect(await stage.redis.hgetall(names)).toEqual({ [counterOf(principal)]: expect.stringMatching(/^\d+ \d+$/) });
    const month = 31 * 86_400;
    expect(await stage.redis.ttl(names)).toBeGreaterThan((await stage.redis.ttl(counterOf(principal))) + month);
    for (const later of ['2026-12-05', '2027-01-05', '2027-02-05']) {
      stage.clock.set(new Date(`${later}T10:00:00Z`));
      await ask(principal, await stage.fenceOf(principal));
    }
    expect(
      Object.keys(await stage.redis.hgetall(names))
        .map((name) => name.slice(-7))
        .sort(),
    ).toEqual(['2026-12', '2027-01', '2027-02']);
  });

  it("refuses none of a service key's own calls while it asks for a thousand who have not signed in", async () => {
    const person = await newcomer();
    const limits = { userRatePerMinute: null, userQuotaPerDay: null, sourceRatePerMinute: null };
    const key: Principal = {
      ...person,
      ...{ kind: 'service_key', subscriberId: 'svk_own', email: null, tier: SERVICE_KEY_TIER, anonymousLimits: limits },
    };
    const fence = await stage.fenceOf(key);
    const answers: Promise<MeterAnswer>[] = [];
    const looks = await stage.looksDuring(async () => {
      for (let round = 0; round < 50; round += 1) {
        for (let index = 0; index < 20; index += 1)
          answers.push(ask(onBehalfOf(key, { ephemeralUserId: `somebody ${index}`, source: '203.0.113.9' }), fence));
        // The counter is missing at the first call, and whenever Redis lost it.
        if (round % 10 === 9) await stage.redis.del(counterOf(key));
        answers.push(...Array.from({ length: 4 }, () => ask(key, fence)));
        await new Promise(setImmediate);
      }
      const decisions = (await Promise.all(answers)).map((answer) =>
        answer.kind === 'decided' ? answer.admission.decision : answer.kind,
      );
      expect(decisions).toEqual(Array<string>(1200).fill('accepted'));
    });
    expect(looks).toBe(0);
  });
});
