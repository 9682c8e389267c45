import { Database } from '@gatehouse/platform';
import { emptyTestRedis, seedCaller } from '@gatehouse/testing';
import { startVerifyStage, type VerifyStage } from '../../../test/verify-stage';

const CALLERS = 40;

describe('the first calls of a month', () => {
  let stage: VerifyStage;
  beforeAll(async () => {
    stage = await startVerifyStage(await emptyTestRedis(), { DATABASE_POOL_SIZE: '4' });
    stage.clock.set(new Date('2026-11-30T23:00:00Z'));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await stage.stop();
  });

  it('of callers who are known leave half of the connections to Postgres to others, however many come at once', async () => {
    const first = await seedCaller(stage.test, { tier: { quotaPerMonth: 100 } });
    const callers = [first];
    while (callers.length < CALLERS) callers.push(await seedCaller(stage.test, { beside: first }));
    const callAll = (): Promise<number[]> => Promise.all(callers.map(async (caller) => (await stage.verify(caller)).statusCode));
    const served = callers.map(() => 200);
    expect(await callAll()).toEqual(served);
    stage.clock.advance(2 * 3_600_000);

    const database = stage.apps[0]?.get(Database) as Database;
    const read = database.inWorkspacePipelined.bind(database);
    let [running, asked, most] = [0, 0, 0];
    jest.spyOn(database, 'inWorkspacePipelined').mockImplementation(async (workspaceId, work) => {
      [running, asked] = [running + 1, asked + 1];
      most = Math.max(most, running);
      return read(workspaceId, work).finally(() => (running -= 1));
    });
    expect(await callAll()).toEqual(served);
    expect({ asked, most }).toEqual({ asked: CALLERS, most: 2 });
  });
});
