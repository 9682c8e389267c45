import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { type OutageStage, startOutageStage, statuses, times } from '../../../test/outage-stage';

/** What an operator says to Redis. */
interface Refusal {
  readonly refuse: [string, ...string[]];
  readonly obey: [string, ...string[]];
}

describe('a quota that was nearly used up when Redis began to refuse', () => {
  let stage: OutageStage;
  beforeAll(async () => void (stage = await startOutageStage()));
  afterAll(() => stage.stop());

  async function counterOf({ gptId, subscriberId }: SeededCaller): Promise<string | null> {
    const keys = await stage.operator.keys(`{m:*}:q:${gptId}:${subscriberId}:*`);
    return stage.operator.get(keys.find((key) => !key.endsWith(':direct')) ?? '');
  }
  const outcomes = async (calls: number, caller: SeededCaller) => statuses(await times(calls, () => stage.verify(caller)));
  async function whileItRefuses({ refuse, obey }: Refusal, work: () => Promise<void>): Promise<void> {
    await stage.operator.call(...refuse);
    try {
      await work();
    } finally {
      await stage.operator.call(...obey);
      await stage.until(true);
    }
  }

  const NO_MEMORY: Refusal = { refuse: ['CONFIG', 'SET', 'maxmemory', '1'], obey: ['CONFIG', 'SET', 'maxmemory', '0'] };
  const REPLICA: Refusal = { refuse: ['REPLICAOF', '127.0.0.1', '1'], obey: ['REPLICAOF', 'NO', 'ONE'] };

  it.each([
    ['has no memory left', NO_MEMORY],
    ['is a replica', REPLICA],
  ])('is given out to its last unit and not again, while Redis %s and after', async (_why, refusal) => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 20 } });
    const other = await seedCaller(stage.test, { beside: caller });
    expect(await outcomes(18, caller)).toEqual({ 200: 18 });
    await whileItRefuses(refusal, async () => {
      expect(await outcomes(20, caller)).toEqual({ 200: 2, 429: 18 });
      // Whom Redis does not know has nothing there.
      expect(await outcomes(24, other)).toEqual({ 200: 20, 429: 4 });
    });
    expect(await outcomes(5, caller)).toEqual({ 429: 5 });
    expect(await outcomes(5, other)).toEqual({ 429: 5 });
    expect([await counterOf(caller), await counterOf(other)]).toEqual(['20', '20']);
  });

  it('counts what Redis was told of before, once', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(6, caller)).toEqual({ 200: 6 });
    for (let round = 0; round < 2; round += 1) {
      await whileItRefuses(NO_MEMORY, async () => expect(await outcomes(6, caller)).toEqual({ 200: 6 }));
    }
    await whileItRefuses(NO_MEMORY, async () => {
      expect(await outcomes(6, caller)).toEqual({ 200: 2, 429: 4 });
    });
  });

  it('counts what waits from before the months of the caller changed', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(18, caller)).toEqual({ 200: 18 });
    await whileItRefuses(NO_MEMORY, async () => {
      await stage.test.query(`UPDATE tiers SET quota_months = 'subscription_month' WHERE id = $1`, [caller.tierId]);
      expect(await outcomes(20, caller)).toEqual({ 200: 2, 429: 18 });
    });
  });
});
