import { MeterPresence } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { type OutageStage, startOutageStage, statuses, times } from '../../../test/outage-stage';

describe('a quota, while Redis refuses one instance and obeys another', () => {
  let stage: OutageStage;
  beforeAll(async () => void (stage = await startOutageStage()));
  afterAll(() => stage.stop());
  beforeEach(() => stage.until(true));

  const verify = async (instance: 0 | 1, caller: SeededCaller, parameters = '') =>
    (await stage.verifyBy(instance, caller, parameters)).statusCode;
  const outcomes = async (instance: 0 | 1, calls: number, caller: SeededCaller) =>
    statuses(await times(calls, () => stage.verifyBy(instance, caller)));
  const memory = (bytes: number) => stage.operator.config('SET', 'maxmemory', bytes);
  /** By Redis, once it has been asked. */
  async function counterOf(caller: SeededCaller): Promise<number> {
    await verify(1, caller, '?peek=true');
    return Number(
      await stage.operator.get((await stage.operator.keys(`{m:*}:q:${caller.gptId}:${caller.subscriberId}:2026-11`))[0] ?? ''),
    );
  }

  it('is not given out twice when memory is free again before the other instance met that there was none', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(1, 18, caller)).toEqual({ 200: 18 });
    await memory(1);
    try {
      expect(await outcomes(0, 2, caller)).toEqual({ 200: 2 });
    } finally {
      await memory(0);
    }
    expect(await outcomes(1, 2, caller)).toEqual({ 429: 2 });
    expect([await stage.ledgerOf(caller), await counterOf(caller)]).toMatchObject([{ cost: 2 }, 20]);
  });

  it('is exact among calls that Redis takes and calls that go directly, one after the other and in one moment', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 150 } });
    expect(await outcomes(1, 3, caller)).toEqual({ 200: 3 });
    let accepted = 3;
    for (let round = 0; round < 12; round += 1) {
      await memory(1);
      const direct = Promise.all(Array.from({ length: 9 }, () => verify(0, caller)));
      if (round % 2 === 0) await direct;
      await memory(0);
      const both = [...(await Promise.all(Array.from({ length: 9 }, () => verify(1, caller)))), ...(await direct)];
      expect(both.filter((status) => status !== 200 && status !== 429)).toEqual([]);
      accepted += both.filter((status) => status === 200).length;
      expect(await counterOf(caller)).toBe(accepted);
    }
    expect(accepted).toBe(150);
  });

  it('does not keep a call from being served when Redis is back before the call that it refused could go another way', async () => {
    const caller = await seedCaller(stage.test);
    expect(await verify(0, caller)).toBe(200);
    const directly = jest
      .spyOn(stage.apps[0]?.get(MeterPresence) as MeterPresence, 'directly')
      .mockImplementationOnce(async () => {
        await memory(0);
        return null;
      });
    await memory(1);
    expect(await verify(0, caller)).toBe(200);
    directly.mockRestore();
    expect(await counterOf(caller)).toBe(2);
  });
});
