import { seedUsage, type SeededCaller } from '@gatehouse/testing';
import { MOMENTS, ROLLUPS, RollUpStage } from '../../test/roll-up-stage';

describe('recomputing', () => {
  let stage: RollUpStage;
  beforeAll(async () => {
    stage = await RollUpStage.start();
  });
  beforeEach(() => stage.beginAnew());
  afterAll(() => stage.stop());

  it('makes days, months and totals anew from hours, whatever had become of them', async () => {
    const [ada] = stage.people as [SeededCaller];
    for (const when of MOMENTS) await stage.call(ada, when, 'list', 3);
    await stage.drainAll();
    await stage.rollUp();
    await stage.call(ada, MOMENTS[0] ?? '', 'scan', 4);
    await stage.drainAll();
    for (const table of Object.keys(ROLLUPS))
      await stage.test.query(`UPDATE ${table} SET calls = calls + 7 WHERE workspace_id = $1`, [ada.workspaceId]);
    await stage.test.query(`INSERT INTO usage_totals VALUES ($1, $2, 'usr_nobody', 1, 1, 1)`, [ada.workspaceId, ada.gptId]);
    await stage.recompute(ada.workspaceId);
    await stage.expectAnswersToBeTheLedger(ada.workspaceId);
    await stage.rollUp();
    await stage.expectRollupsToBeTheLedger(ada.workspaceId);
  });

  it('makes hours anew from batches, and only as far back as all batches are kept', async () => {
    const [ada, bob, other] = stage.people as [SeededCaller, SeededCaller, SeededCaller];
    stage.clock.set(new Date('2027-01-01T00:00:10Z'));
    const range = { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') };
    await stage.test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-30T00:00:00Z'`);
    await seedUsage(stage.test, { ...ada, hour: '2026-11-20T09:00:00Z', calls: 9 });
    await stage.call(ada, '2026-12-01T00:10:00Z', 'list', 3);
    await stage.call(bob, '2026-12-01T00:10:00Z', 'list', 5);
    await stage.call(other, '2026-12-01T00:10:00Z', 'list', 5);
    await stage.drainAll();
    await stage.rollUp();
    await stage.call(ada, '2026-12-01T00:10:00Z', 'list', 2);
    await stage.drainAll();
    const whole = await stage.test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6');
    await stage.test.query(`DELETE FROM usage_hourly WHERE subscriber_id = $1 AND hour > '2026-12-01'`, [bob.subscriberId]);
    await stage.test.query(`UPDATE usage_hourly SET calls = 1000 WHERE subscriber_id = $1 AND hour = '2026-12-01'`, [
      ada.subscriberId,
    ]);
    await stage.recompute(ada.workspaceId, { hours: range });
    expect(await stage.test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6')).toEqual(whole);
    await stage.rollUp();
    await stage.expectRollupsToBeTheLedger(ada.workspaceId);
    const tooEarly = { from: new Date('2026-11-30T00:00:00Z'), to: range.to };
    await expect(stage.recompute(ada.workspaceId, { hours: tooEarly })).rejects.toThrow(/not kept back to/);
    expect(await stage.test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6')).toEqual(whole);
  });
});
