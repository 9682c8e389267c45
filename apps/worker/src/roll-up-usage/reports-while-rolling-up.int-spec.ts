import { monthOf } from '@gatehouse/core';
import { usageReportRepository, usageRepository } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { RollUpStage } from '../../test/roll-up-stage';

/** What is asked of usage, some of which is rolled up and some not yet. */
describe('a report', () => {
  let stage: RollUpStage;
  beforeAll(async () => {
    stage = await RollUpStage.start();
  });
  beforeEach(() => stage.beginAnew());
  afterAll(() => stage.stop());

  it('tells a range that ends within a day without what came after it, rolled up or not', async () => {
    const [ada, bob] = stage.people as [SeededCaller, SeededCaller];
    const cora = await seedCaller(stage.test, { beside: ada });
    await stage.call(ada, '2026-12-01T09:00:00Z', 'list', 9);
    await stage.call(cora, '2026-12-01T09:00:00Z', 'list', 1);
    await stage.drainAll();
    await stage.rollUp();
    const told = async () => {
      const range = { from: new Date('2026-09-01T00:00:00Z'), to: new Date('2026-12-31T23:00:00Z') };
      const { total, rows } = await stage.database.inWorkspace(ada.workspaceId, (tx) =>
        usageReportRepository.report(tx, {
          ...{ ...range, groupBy: 'subscriber' as const, gptId: null, subscriberId: null, limit: 1, after: null },
        }),
      );
      return [total.calls, rows.map(({ key, calls }) => ({ key, calls }))];
    };
    const expected = [10, [{ key: ada.subscriberId, calls: 9 }]];
    expect(await told()).toEqual(expected);
    await stage.call(bob, '2026-12-31T23:59:00Z', 'list', 50);
    await stage.drainAll();
    expect(await told()).toEqual(expected);
    await stage.rollUp();
    expect(await told()).toEqual(expected);
  });

  it('tells what was used of a quota in one month, rolled up or not', async () => {
    const [ada] = stage.people as [SeededCaller];
    const december = monthOf(new Date('2026-12-05T00:00:00Z'));
    const used = () =>
      stage.database.inWorkspace(ada.workspaceId, (tx) => usageRepository.usedUnits(tx, ada.gptId, ada.subscriberId, december));
    await stage.call(ada, '2026-12-01T00:10:00Z', 'list', 3);
    await stage.call(ada, '2026-11-30T23:30:00Z', 'list', 50);
    await stage.drainAll();
    expect(await used()).toBe(6);
    await stage.rollUp();
    await stage.call(ada, '2026-12-31T23:59:00Z', 'list', 1);
    await stage.drainAll();
    expect(await used()).toBe(8);
    await stage.rollUp();
    expect(await used()).toBe(8);
    const week = { key: 'w', startsAt: new Date('2026-11-30T00:00:00Z'), endsAt: new Date('2026-12-07T00:00:00Z') };
    expect(
      await stage.database.inWorkspace(ada.workspaceId, (tx) => usageRepository.usedUnits(tx, ada.gptId, ada.subscriberId, week)),
    ).toBe(106);
  });
});
