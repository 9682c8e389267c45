import { type CallRequest, limitsFor, type Principal } from '@gatehouse/core';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { systemRandom } from '../clock/system-clock';
import { sha256 } from '../crypto/secret';
import { Database } from '../database/database';
import { principalRepository } from '../database/repositories/principal.repository';
import { type Fence, Meter, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';

const call: CallRequest = { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
const INSTANCES = 4;
const PER_MINUTE = 600;
const BURST = 50;
const ROUNDS = 20;

describe('a rate that four instances share', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  const connections: Redis[] = [];
  const meters: Meter[] = [];
  const clock = new TestClock();

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    const redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    const fence = new MeterFence(redis, systemRandom);
    for (let instance = 0; instance < INSTANCES; instance += 1) {
      const connection = connectMeterRedis(redisUrl);
      await new Promise((resolve) => connection.once('ready', resolve));
      connections.push(connection);
      // Rates by the clock of Redis, as in production.
      meters.push(new Meter({ redis: connection, database, fence, random: systemRandom, clock }));
    }
  });

  afterAll(async () => {
    for (const connection of [...connections, redis]) connection.disconnect();
    await database.close();
    await test.drop();
  });

  async function microsOfRedis(): Promise<number> {
    const [seconds, micros] = await redis.time();
    return Number(seconds) * 1_000_000 + Number(micros);
  }

  async function someone(): Promise<Principal> {
    const { workspaceId, token } = await seedCaller(test, { tier: { ratePerMinute: PER_MINUTE, burst: BURST } });
    const principal = await database.inWorkspace(workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(token), new Date()),
    );
    return principal as Principal;
  }

  async function fenceOf(meter: Meter, principal: Principal): Promise<Fence> {
    const answer = await meter.admit(principal, UNFENCED, limitsFor(principal, call, clock.now()), call);
    if (answer.kind !== 'stale') throw new Error('somebody without a fence was let through');
    return answer.fence;
  }

  it('lets not one call too many through of forty times the burst, and not one too few of the burst', async () => {
    const principal = await someone();
    const limits = limitsFor(principal, call, clock.now());
    const fences: Fence[] = [];
    for (const meter of meters) fences.push(await fenceOf(meter, principal));
    const begun = await microsOfRedis();
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        meters.flatMap((meter, instance) =>
          Array.from({ length: 25 }, () => meter.admit(principal, fences[instance] as Fence, limits, call)),
        ),
      );
      accepted += answers.filter((met) => met.kind === 'decided' && met.admission.decision === 'accepted').length;
    }
    const tookMicros = (await microsOfRedis()) - begun;
    // What the definition allows in that time, whatever time it was: the burst, and one more for each interval.
    const allowed = BURST + Math.floor((tookMicros * PER_MINUTE) / 60_000_000);
    expect(accepted).toBeLessThanOrEqual(allowed);
    expect(accepted).toBeGreaterThanOrEqual(BURST);
  });
});
