import { type CallRequest, limitsFor, type Principal } from '@gatehouse/core';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { systemRandom } from '../clock/system-clock';
import { sha256 } from '../crypto/secret';
import { Database } from '../database/database';
import { principalRepository } from '../database/repositories/principal.repository';
import { newId } from '../ids/new-id';
import { Meter, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';

const CALL: CallRequest = { action: '*', cost: 1, requiredScopes: [], peek: false, idempotencyKey: 'order 1', stranger: null };

describe('an Idempotency-Key', () => {
  const clock = new TestClock(new Date('2026-11-20T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let connection: Redis;
  let meter: Meter;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    const url = await emptyTestRedis();
    redis = new Redis(url);
    connection = connectMeterRedis(url);
    await new Promise((resolve) => connection.once('ready', resolve));
    const fence = new MeterFence(redis, systemRandom);
    meter = new Meter({ redis: connection, database, fence, random: systemRandom, clock, rateClock: clock });
  });
  afterAll(async () => {
    connection.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function used(principal: Principal): Promise<number> {
    const limits = limitsFor(principal, CALL, clock.now());
    const stale = await meter.admit(principal, UNFENCED, limits, CALL);
    const met = stale.kind === 'stale' ? await meter.admit(principal, stale.fence, limits, CALL) : stale;
    if (met.kind !== 'decided' || met.admission.decision !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(met)}`);
    return met.admission.usedUnits;
  }

  it('of a person at one GPT is not theirs at another: the call there is counted there', async () => {
    const caller = await seedCaller(test);
    const here = await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), clock.now()),
    );
    if (here === null) throw new Error('the caller is not there');
    const there: Principal = { ...here, gptId: newId('gpt') };
    expect([await used(here), await used(there)]).toEqual([1, 1]);
    expect([await used(here), await used(there)]).toEqual([1, 1]);
    expect(await redis.keys('{m:*}:i:*')).toHaveLength(2);
  });
});
