import { hourOf, hourStart, type Principal, quotaKey, quotaPeriod, shardOf } from '@gatehouse/core';
import { OwnRedis } from '@gatehouse/testing';
import type { Redis } from 'ioredis';
import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import { directUsageRepository } from '../database/repositories/direct-usage.repository';
import { newId } from '../ids/new-id';
import { CounterReader } from './counter-reader';
import { tellRedis } from './tell-redis';

describe('a counter that was put aside because Redis refused', () => {
  /** Its own: what it counts of its commands is what is done here, and not what tests beside this one do. */
  let own: OwnRedis;
  let stage: MeterStage;
  let counters: CounterReader;
  /** What happens while Postgres is asked what was used. */
  let meanwhile: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    own = await OwnRedis.start();
    stage = await startMeterStage({ redisUrl: own.url, instances: 1, inTurn: (read) => meanwhile().then(read) });
    await stage.test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    counters = new CounterReader(() => stage.redis.duplicate());
  });
  beforeEach(() => stage.clock.set(new Date('2026-11-20T10:00:00Z')));
  afterEach(() => void (meanwhile = () => Promise.resolve()));
  afterAll(async () => {
    counters.close();
    await stage.stop();
    await own.remove();
  });

  const newcomer = () => stage.principalOf({ tier: { quotaPerMonth: 1_000_000 } });

  /** By Redis. @returns what was used then */
  async function call(principal: Principal): Promise<number> {
    const answer = await stage.ask(principal, await stage.fenceOf(principal), { cost: 1 });
    return answer.kind === 'decided' ? answer.admission.usedUnits : NaN;
  }

  /** As DirectVerify does. */
  async function callDirectly(principal: Principal, units: bigint): Promise<void> {
    const { workspaceId, gptId, subscriberId } = principal;
    const [now, period] = [stage.clock.now(), quotaPeriod(principal, stage.clock.now())];
    const hour = hourOf(now);
    await stage.database.inWorkspace(workspaceId, async (tx) => {
      await directUsageRepository.lockCaller(tx, subscriberId);
      expect(await counters.hold(principal, period)).not.toBeNull();
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
    });
  }

  it('says what was used when Redis decides again: nothing is looked through, however much waits and however many come back', async () => {
    const callers: Principal[] = [];
    for (let index = 0; index < 12; index += 1) {
      const caller = await newcomer();
      callers.push(caller);
      await stage.fillShard(caller, 3_000);
      await call(caller);
      await call(caller);
      await callDirectly(caller, 5n);
    }
    const used: number[] = [];
    const looks = await stage.looksDuring(async () => {
      for (const caller of callers) used.push(await call(caller), await call(caller));
    });
    expect({ used, looks }).toEqual({ used: callers.flatMap(() => [8, 9]), looks: 0 });
  });

  it('counts what Redis was told of before once, outage after outage, whether it was told in between or not', async () => {
    const caller = await newcomer();
    let expected = 0;
    for (const isTold of [true, false, true]) {
      expect(await call(caller)).toBe((expected += 1));
      await callDirectly(caller, 3n);
      await callDirectly(caller, 4n);
      expected += 7;
      if (isTold) await tellRedis(stage.database, stage.redis, () => stage.clock.now());
    }
    expect(await call(caller)).toBe(expected + 1);
    await tellRedis(stage.database, stage.redis, () => stage.clock.now());
    expect(await call(caller)).toBe(expected + 2);
  });

  it('is gone once there is a counter again: when that is lost, it does not stand for what was counted since', async () => {
    const caller = await newcomer();
    await call(caller);
    await callDirectly(caller, 10n);
    expect(await call(caller)).toBe(12);
    const { workspaceId, gptId, subscriberId } = caller;
    await stage.redis.del(
      quotaKey(shardOf(workspaceId, subscriberId), gptId, subscriberId, quotaPeriod(caller, stage.clock.now())),
    );
    expect(await call(caller)).toBe(13);
  });

  it('is not taken at its word where some was counted directly of other months in between', async () => {
    const caller = await newcomer();
    const moved = { ...caller, monthsFrom: new Date('2026-11-18T09:00:00Z') };
    await call(caller);
    await callDirectly(caller, 10n);
    await callDirectly(moved, 100n);
    let used = NaN;
    const looks = await stage.looksDuring(async () => void (used = await call(caller)));
    expect(used).toBe(112);
    expect(looks).toBeGreaterThan(0);
  });

  it('is sought again by who sought it when Redis went and came back: it decides about nobody by what was read before', async () => {
    const caller = await newcomer();
    const before = await stage.fenceOf(caller);
    meanwhile = async () => {
      const [connection] = stage.connections as [Redis];
      const ready = new Promise((resolve) => connection.once('ready', resolve));
      connection.disconnect(true);
      await ready;
    };
    expect((await stage.ask(caller, before, { cost: 1 })).kind).toBe('stale');
    meanwhile = () => Promise.resolve();
    expect(await call(caller)).toBe(1);
  });
});
