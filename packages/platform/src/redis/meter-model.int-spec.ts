import { type LimitOverrides, onBehalfOf, type Principal, type TierPolicy, withOverrides } from '@gatehouse/core';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import fc from 'fast-check';
import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import { callOf, ModelMeter, ModelOfStrangers, step } from './meter-model.fixture';

describe('the script in Redis', () => {
  let stage: MeterStage;
  let place: SeededCaller;
  let people = 0;

  beforeAll(async () => {
    stage = await startMeterStage({ instances: 1 });
    place = await seedCaller(stage.test);
  });
  afterAll(() => stage.stop());

  function newcomer(): Principal {
    people += 1;
    return {
      workspaceId: place.workspaceId,
      kind: 'subscriber',
      subscriberId: `usr_model${people}`,
      email: 'a@example.com',
      emailVerified: true,
      name: null,
      blocked: false,
      gptId: place.gptId,
      gptName: 'Food Finder',
      clientId: place.clientId,
      scopes: ['read'],
      expiresAt: new Date('2099-01-01T00:00:00Z'),
      tier: { key: 'free', name: 'Free', quotaPerMonth: 5, ratePerMinute: 30, burst: 2, scopes: null, actionCosts: {} },
      monthsFrom: null,
      billedPeriod: null,
      subscription: 'active',
      unpaid: false,
      servedUntil: null,
      offers: [],
      upgradeWording: 'link',
      anonymousLimits: null,
      anonymous: null,
    };
  }

  async function countsOf(principal: Principal): Promise<ModelMeter['pending']> {
    const { c: calls = 0, u: cost = 0, d: denied = 0 } = await stage.pendingOf(principal);
    return { calls, cost, denied };
  }

  /** A month's end, the leap day, and the nights in which clocks are changed (also by the half hour of this suite's own time zone). */
  const beginnings = [
    '2026-11-02T10:00:00Z',
    '2026-11-30T22:30:00Z',
    '2028-02-28T22:00:00Z',
    '2026-03-29T00:30:00Z',
    '2026-11-01T05:30:00Z',
    '2026-10-03T15:15:00Z',
    '2027-04-03T14:45:00Z',
  ].map((text) => new Date(text));
  it('decides and counts as the model does, whatever the order of calls, waits, edits, repetitions, month ends, changes of clocks and of what a month is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
        fc.constantFrom(...beginnings),
        async (steps, beginning) => {
          stage.clock.set(beginning);
          const model = new ModelMeter();
          const someone = newcomer();
          const fence = await stage.fenceOf(someone);
          let [tier, overrides]: [TierPolicy, LimitOverrides] = [someone.tier, {}];
          let months: Pick<Principal, 'monthsFrom' | 'billedPeriod'> = { monthsFrom: null, billedPeriod: null };
          for (const each of steps) {
            if (each.kind === 'wait') stage.clock.advance(each.ms / 1000);
            if (each.kind === 'edit') tier = { ...tier, ...each.tier };
            if (each.kind === 'own limits') overrides = each.overrides;
            if (each.kind === 'months') months = { monthsFrom: each.from, billedPeriod: each.billed };
            if (each.kind !== 'call') continue;
            const principal = { ...someone, ...months, tier: withOverrides(tier, overrides) };
            const call = callOf(each);
            const expected = model.decide(principal, call, stage.clock.now());
            const answer = await stage.ask(principal, fence, call);
            expect(answer).toMatchObject({
              kind: 'decided',
              admission: { decision: expected.decision, usedUnits: expected.used },
            });
          }
          expect(await countsOf(someone)).toEqual(model.pending);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('decides about people who have not signed in as two buckets and a day do, whoever of them shares an address', async () => {
    const users = fc.option(fc.constantFrom('ada', 'grace', 'linus'), { nil: null });
    const sources = fc.constantFrom('203.0.113.9', '198.51.100.7');
    const strangersStep = fc.oneof(
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 30_000 }).map((ms) => ({ kind: 'wait' as const, ms })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const, ms: 7 * 3_600_000 }) },
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('call' as const), user: users, source: sources }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(strangersStep, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
        stage.clock.set(new Date('2026-11-02T10:00:00Z'));
        const limits = { userRatePerMinute: 4, userQuotaPerDay: 6, sourceRatePerMinute: 7 };
        const key = { ...newcomer(), kind: 'service_key' as const, anonymousLimits: limits };
        const fence = await stage.fenceOf(key);
        const model = new ModelOfStrangers(limits);
        for (const each of steps) {
          if (each.kind === 'wait') {
            stage.clock.advance(each.ms / 1000);
            continue;
          }
          // People and addresses of this run alone: those of the one before have used up some of theirs.
          const user = each.user === null ? null : `${each.user} ${key.subscriberId}`;
          const caller = onBehalfOf(key, { ephemeralUserId: user, source: `${each.source} ${key.subscriberId}` });
          const call = callOf({ cost: 1, peek: false, key: null, scope: false });
          const answer = await stage.ask(caller, fence, call);
          const expected = model.decide(each.user, each.source, stage.clock.now());
          expect(answer).toMatchObject({ kind: 'decided', admission: { decision: expected } });
        }
        expect((await countsOf(key)).calls).toBe(model.accepted);
      }),
      { numRuns: 150 },
    );
  });
});
