import type { UsageEntry } from '@gatehouse/core';
import { Database, usageBatchRepository, usageRollUpRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { RollUp } from './roll-up.service';

const HOUR = new Date('2026-11-21T09:00:00Z');

describe('the roll-up of what has piled up', () => {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;
  let bob: SeededCaller;
  let batches = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    await test.query('SELECT ensure_usage_partition($1::timestamptz::date)', [HOUR]);
  });
  beforeEach(async () => {
    ada = await seedCaller(test);
    bob = await seedCaller(test);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  /** A batch that a drain has brought: a call of each of so many actions. */
  async function bring({ workspaceId, gptId, subscriberId }: SeededCaller, lines: number): Promise<void> {
    batches += 1;
    const writtenAt = new Date(HOUR.getTime() + batches * 1_000);
    const batch = { id: `bat_${batches}`, shard: 1, entries: lines, writtenAt, workspaces: [workspaceId] };
    const counts = { calls: 1n, cost: 1n, denied: 0n };
    const entries: UsageEntry[] = Array.from({ length: lines }, (_, number) => ({
      ...{ workspaceId, gptId, subscriberId, action: `action ${number}`, tier: 'free' },
      ...{ hour: HOUR.getTime() / 3_600_000, startsAt: HOUR, counts },
    }));
    await database.inDirectory(async (tx) => {
      await usageBatchRepository.claim(tx, [batch]);
      await usageBatchRepository.keepParts(await database.turnTo(tx, workspaceId), [{ batch, entries }]);
    });
  }

  async function callsOf({ workspaceId }: SeededCaller): Promise<number | undefined> {
    const [row] = await test.query<{ calls: number }>(
      'SELECT sum(calls)::int AS calls FROM usage_totals WHERE workspace_id = $1',
      [workspaceId],
    );
    return row?.calls;
  }

  it('goes on in turns that a statement can bear, however much waits, and adds all of it', async () => {
    for (const lines of [9_000, 9_000, 9_000, 25_000, 10]) await bring(ada, lines);
    const turns = jest.spyOn(usageRollUpRepository, 'rollUp');
    expect(await new RollUp(database, clock).run()).toBe(9_000 + 9_000 + 25_000 + 10);
    const linesOf = await Promise.all(turns.mock.results.map(({ value }) => value as Promise<{ lines: number }>));
    // The same actions in two parts are the same lines. A part that has too many for a turn has one of its own.
    expect(linesOf.map(({ lines }) => lines)).toEqual([9_000, 9_000, 25_000, 10]);
    expect(await callsOf(ada)).toBe(9_000 * 3 + 25_000 + 10);
  });

  it("reaches workspaces whose batches lie behind more than one look's of another's that cannot be rolled up", async () => {
    for (let count = 0; count < 5; count += 1) await bring(ada, 1);
    await bring(bob, 3);
    const rollUp = usageRollUpRepository.rollUp.bind(usageRollUpRepository);
    jest.spyOn(usageRollUpRepository, 'rollUp').mockImplementation((tx) => {
      if (tx.workspaceId === ada.workspaceId) throw new Error('refused');
      return rollUp(tx);
    });
    await expect(new RollUp(database, clock, 2).run()).rejects.toThrow(`${ada.workspaceId}: Error: refused`);
    expect([await callsOf(ada), await callsOf(bob)]).toEqual([null, 3]);
    jest.restoreAllMocks();
    await new RollUp(database, clock, 2).run();
    expect([await callsOf(ada), await callsOf(bob)]).toEqual([5, 3]);
    expect(await test.query('SELECT id FROM usage_batches WHERE rolled_up_at IS NULL')).toEqual([]);
  });
});
