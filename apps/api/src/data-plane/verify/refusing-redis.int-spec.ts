import { MeterPresence } from '@gatehouse/platform';
import { seedCaller } from '@gatehouse/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { type OutageStage, startOutageStage, statuses, times } from '../../../test/outage-stage';

describe('verify with a Redis that refuses to write', () => {
  let stage: OutageStage;
  beforeAll(async () => {
    stage = await startOutageStage();
  });
  afterAll(() => stage.stop());

  const tell = (...command: [string, ...string[]]) => stage.operator.call(...command);
  const REFUSALS = [
    ['is a replica after a failover', () => tell('REPLICAOF', '127.0.0.1', '1'), () => tell('REPLICAOF', 'NO', 'ONE')],
    [
      'is a replica that tells nothing old',
      async () => {
        await tell('CONFIG', 'SET', 'replica-serve-stale-data', 'no');
        await tell('REPLICAOF', '127.0.0.1', '1');
      },
      async () => {
        await tell('REPLICAOF', 'NO', 'ONE');
        await tell('CONFIG', 'SET', 'replica-serve-stale-data', 'yes');
      },
    ],
    ['has no memory left', () => tell('CONFIG', 'SET', 'maxmemory', '1'), () => tell('CONFIG', 'SET', 'maxmemory', '0')],
  ] as const;

  it.each(REFUSALS)(
    'serves by Postgres from the first call on that it refuses, when it %s, and leaves the quota exact',
    async (_why, refuse, obey) => {
      const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 20 } });
      const unseen = await seedCaller(stage.test, { beside: caller });
      expect(statuses(await times(4, () => stage.verify(caller)))).toEqual({ 200: 4 });
      await refuse();
      try {
        // All at once on both instances: each is counted once, none is answered with an error.
        expect(statuses(await times(10, () => stage.verify(caller)))).toEqual({ 200: 10 });
        expect(statuses(await times(5, () => stage.verify(unseen)))).toEqual({ 200: 5 });
        expect([await stage.ledgerOf(caller), await stage.ledgerOf(unseen)]).toEqual([
          { calls: 10, cost: 10, denied: 0 },
          { calls: 5, cost: 5, denied: 0 },
        ]);
        expect(stage.apps.some((app) => app.get(MeterPresence).isPresent)).toBe(false);
      } finally {
        await obey();
        await stage.until(true);
      }
      expect((await stage.verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 14 } });
      expect(statuses(await times(10, () => stage.verify(caller)))).toEqual({ 200: 6, 429: 4 });
      expect(statuses(await times(20, () => stage.verify(unseen)))).toEqual({ 200: 15, 429: 5 });
    },
  );

  it('refuses where the workspace wants that, and counts nothing', async () => {
    const caller = await seedCaller(stage.test);
    expect((await stage.verify(caller)).statusCode).toBe(200);
    await stage.test.query(`UPDATE workspaces SET when_counters_are_down = 'refuse' WHERE id = $1`, [caller.workspaceId]);
    await tell('REPLICAOF', '127.0.0.1', '1');
    try {
      expect(statuses(await times(4, () => stage.verify(caller)))).toEqual({ 503: 4 });
    } finally {
      await tell('REPLICAOF', 'NO', 'ONE');
      await stage.until(true);
    }
    expect((await stage.verify(caller)).json()).toMatchObject({ quota: { used: 2 } });
  });

  it('counts no call twice and loses none while it refuses and obeys in turn, under calls that never stop', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 1_000_000 } });
    const { accepted, unanswered } = await stage.underCalls(caller, async () => {
      for (const [, refuse, obey] of REFUSALS) {
        await refuse();
        try {
          await stage.until(false);
          await pause(100);
        } finally {
          await obey();
        }
        await stage.until(true);
      }
    });
    const used = (await stage.verify(caller, '?peek=true')).json().quota.used as number;
    expect(used).toBeGreaterThanOrEqual(accepted);
    expect(used).toBeLessThanOrEqual(accepted + unanswered);
  });
});
