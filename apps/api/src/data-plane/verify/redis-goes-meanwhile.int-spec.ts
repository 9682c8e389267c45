import { Meter, MeterPresence, SeedOvertaken } from '@gatehouse/platform';
import { OwnRedis, seedCaller } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { startVerifyStage, type VerifyStage } from '../../../test/verify-stage';
import { ColdReads } from './cold-reads';
import { DirectVerify } from './direct-verify.service';

describe('a call, while Redis goes away and comes back', () => {
  let redis: OwnRedis;
  let stage: VerifyStage;
  let app: NestFastifyApplication;
  let meter: Meter;
  let presence: MeterPresence;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    stage = await startVerifyStage(redis.url);
    await stage.test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    app = stage.apps[0] as NestFastifyApplication;
    [meter, presence] = [app.get(Meter), app.get(MeterPresence)];
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await stage.stop();
    await redis.remove();
  });

  async function until(isPresent: boolean): Promise<void> {
    while (presence.isPresent !== isPresent) await pause(10);
  }

  it('does not ask it any more when it went while they were looked up: Postgres decides and counts', async () => {
    const caller = await seedCaller(stage.test);
    await until(true);
    const [isWaiting, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    jest.spyOn(app.get(ColdReads), 'run').mockImplementationOnce(async (read) => {
      isWaiting.resolve();
      await letGo.promise;
      return read();
    });
    const asked = jest.spyOn(meter, 'admit');
    const answer = stage.verify(caller);
    await isWaiting.promise;
    await redis.kill();
    await until(false);
    letGo.resolve();
    const { statusCode } = await answer;
    await redis.startAgain();
    expect(statusCode).toBe(200);
    expect(asked).not.toHaveBeenCalled();
    expect(await stage.test.query('SELECT calls::int FROM usage_hourly')).toEqual([{ calls: 1 }]);
  });

  it('that goes directly because it was overtaken keeps it from deciding until that call has ended and it was told', async () => {
    const caller = await seedCaller(stage.test);
    await until(true);
    jest.spyOn(meter, 'admit').mockRejectedValueOnce(new SeedOvertaken('counts would not stand still'));
    const direct = app.get(DirectVerify);
    const handle = direct.handle.bind(direct);
    const [isUnderWay, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    jest.spyOn(direct, 'handle').mockImplementationOnce(async (...asked) => {
      isUnderWay.resolve();
      await letGo.promise;
      return handle(...asked);
    });
    const answer = stage.verify(caller);
    await isUnderWay.promise;
    presence.refuse();
    // Longer than it takes to be back.
    await pause(800);
    expect(presence.isPresent).toBe(false);
    letGo.resolve();
    expect((await answer).statusCode).toBe(200);
    await until(true);
    expect(await stage.test.query('SELECT units::int, told_units::int AS told FROM direct_usage')).toContainEqual({
      units: 1,
      told: 1,
    });
    expect((await stage.verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 1 } });
  });
});
