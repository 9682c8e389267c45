import { hourOf, hourStart, type Principal, quotaPeriod } from '@gatehouse/core';
import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import { directUsageRepository } from '../database/repositories/direct-usage.repository';
import { usageRepository } from '../database/repositories/usage.repository';
import { newId } from '../ids/new-id';
import { CounterReader, usedBeside } from './counter-reader';
import { tellRedis } from './tell-redis';

describe('whoever was moved to other months and back while Redis did not decide', () => {
  let stage: MeterStage;
  let counters: CounterReader;
  let caller: Principal;
  /** The caller, in months of their own that overlap with those of the calendar. */
  let moved: Principal;

  beforeAll(async () => {
    stage = await startMeterStage({ instances: 1 });
    await stage.test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    const reading = stage.redis.duplicate();
    await reading.ping();
    counters = new CounterReader(() => reading);
  });
  beforeEach(async () => {
    stage.clock.set(new Date('2026-11-20T10:00:00Z'));
    caller = await stage.principalOf({ tier: { quotaPerMonth: 1_000_000 } });
    moved = { ...caller, monthsFrom: new Date('2026-11-18T09:00:00Z') };
    expect(await call(caller)).toBe(1);
  });
  afterAll(async () => {
    counters.close();
    await stage.stop();
  });

  /** By Redis. @returns what was used then */
  async function call(principal: Principal): Promise<number> {
    const answer = await stage.ask(principal, await stage.fenceOf(principal), { cost: 1 });
    return answer.kind === 'decided' ? answer.admission.usedUnits : NaN;
  }

  /** As DirectVerify does. @returns what was used before */
  async function callDirectly(principal: Principal, units: bigint, redisIs: 'refusing' | 'away'): Promise<number> {
    const { workspaceId, gptId, subscriberId } = principal;
    const [now, period] = [stage.clock.now(), quotaPeriod(principal, stage.clock.now())];
    const hour = hourOf(now);
    return stage.database.inWorkspace(workspaceId, async (tx) => {
      await directUsageRepository.lockCaller(tx, subscriberId);
      const inRedis = redisIs === 'away' ? null : await counters.hold(principal, period);
      expect(inRedis === null).toBe(redisIs === 'away');
      const ledger = await usageRepository.usedUnitsByHour(tx, gptId, subscriberId, period);
      const { units: direct } = await directUsageRepository.unitsOf(tx, gptId, subscriberId, period);
      await directUsageRepository.count(
        tx,
        newId('bat'),
        {
          ...{ workspaceId, gptId, subscriberId, action: '*', tier: 'free', hour, startsAt: hourStart(hour) },
          counts: { calls: 1n, cost: units, denied: 0n },
        },
        period,
        now,
      );
      return usedBeside(inRedis, ledger, direct);
    });
  }

  it('has used what was counted in the other months, where Redis refused and decides again before it is told', async () => {
    expect(await callDirectly(moved, 5n, 'refusing')).toBe(1);
    expect(await call(caller)).toBe(7);
    await tellRedis(stage.database, stage.redis, () => stage.clock.now());
    expect(await call(caller)).toBe(8);
  });

  it('has used what was counted in the other months, where Redis was away and was told', async () => {
    await callDirectly(moved, 5n, 'away');
    await tellRedis(stage.database, stage.redis, () => stage.clock.now());
    expect(await call(caller)).toBe(7);
    expect(await call(moved)).toBe(8);
  });

  it('has used what was counted in the other months, while Redis still refuses', async () => {
    await callDirectly(caller, 10n, 'refusing');
    await callDirectly(moved, 100n, 'refusing');
    expect(await callDirectly(caller, 1n, 'refusing')).toBe(111);
  });

  it('has used what was counted in the other months, where Redis refused first, then was away, and is not told yet', async () => {
    await callDirectly(caller, 10n, 'refusing');
    await callDirectly(moved, 100n, 'away');
    expect(await call(caller)).toBe(112);
  });
});
