import { Database } from '@gatehouse/platform';
import { type SeededCaller, seedUsage } from '@gatehouse/testing';
import { RollUpStage } from '../../test/roll-up-stage';
import { KeepPartitions } from './keep-partitions.service';

const RETENTION = { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 };
const GAVE_WAY = 'canceling statement due to lock timeout';
const BOOKS = 'SELECT (SELECT count(*) FROM usage_hourly) AS hours, (SELECT count(*) FROM usage_daily) AS days';
/** Whoever waits for longer has not given way. */
const ENOUGH_MS = 5_000;

describe('making and taking away months of usage while somebody reads it for long', () => {
  let stage: RollUpStage;
  let reader: Database;
  let ada: SeededCaller;

  beforeEach(async () => {
    stage = await RollUpStage.start();
    const url = new URL(stage.test.url);
    url.searchParams.set('options', '-c lock_timeout=1s');
    reader = await Database.connect(url.toString(), 2);
    await stage.beginAnew();
    ada = stage.people[0] as SeededCaller;
    await seedUsage(stage.test, { ...ada, hour: '2026-07-15T09:00:00Z', calls: 5 });
  });
  afterEach(async () => {
    await reader.close();
    await stage.stop();
  });

  const read = (database: Database) => database.inWorkspace(ada.workspaceId, (tx) => tx.manager.query(BOOKS));

  /** As reconcile does, for as long as the work takes. */
  function meanwhile<T>(work: () => Promise<T>): Promise<T> {
    return stage.database.inWorkspaceSnapshot(ada.workspaceId, async (tx) => {
      await tx.manager.query(BOOKS);
      return work();
    });
  }

  it(
    'is left for the next run, each by itself, and nobody else has to wait',
    async () => {
      const partitions = new KeepPartitions(stage.database, stage.clock, RETENTION);
      await meanwhile(async () => {
        let isRunning = true;
        const running = partitions.run().finally(() => (isRunning = false));
        while (isRunning) await read(reader);
        expect(await running).toEqual({
          postponed: ['2026-11', '2026-12', '2027-01'].map((month) => `${month}: ${GAVE_WAY}`),
          retired: ['batches of 2026-07'],
          refused: [`hours of 2026-07: ${GAVE_WAY}`],
        });
      });
      expect(await partitions.run()).toEqual({ postponed: [], retired: ['hours of 2026-07'], refused: [] });
    },
    ENOUGH_MS * 2,
  );

  it(
    'lets a drain that needs a month that is missing come back for it',
    async () => {
      await stage.call(ada, '2026-11-21T09:00:00Z', 'list', 3);
      await meanwhile(() => expect(stage.drainAll()).rejects.toThrow(GAVE_WAY));
      await stage.drainAll();
      expect(await stage.test.query(`SELECT calls::int FROM usage_hourly WHERE hour > '2026-11-01'`)).toEqual([{ calls: 3 }]);
    },
    ENOUGH_MS * 2,
  );
});
