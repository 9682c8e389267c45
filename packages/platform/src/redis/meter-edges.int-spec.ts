import {
  type CallRequest,
  dayOf,
  DEFAULT_ANONYMOUS_LIMITS,
  entriesOf,
  idempotencyKey,
  monthOf,
  onBehalfOf,
  pendingKey,
  type Principal,
  quotaKey,
  rateKey,
  shardOf,
  versionKey,
} from '@gatehouse/core';
import { createHash } from 'node:crypto';
import { decisionOf, type MeterStage, startMeterStage } from '../../test/meter-stage';
import { Script } from './script';
import { TELL_QUOTA } from './seed.lua';

/** Of seven calls a minute, in whole microseconds, none too few. */
const INTERVAL = 8_571_429;
const SECONDS_PER_DAY = 86_400;

/** What orders of calls hardly ever meet, and a fault of one would show. */
describe('the meter at its edges', () => {
  let stage: MeterStage;
  /** By the microsecond, as Redis' own clock goes. */
  let micros: number;

  beforeAll(async () => {
    const rateClock = { now: () => Object.assign(new Date(0), { getTime: () => micros / 1_000 }) };
    stage = await startMeterStage({ instances: 1, rateClock });
  });
  beforeEach(() => {
    micros = 3_600_000_000;
    stage.clock.set(new Date('2026-11-20T10:00:00Z'));
  });
  afterAll(() => stage.stop());

  const someone = (tier: { ratePerMinute?: number; burst?: number } = {}) => stage.principalOf({ tier });

  async function decisions(principal: Principal, count: number, call: Partial<CallRequest> = {}): Promise<string[]> {
    const under = await stage.fenceOf(principal);
    const all: string[] = [];
    while (all.length < count) all.push(decisionOf(await stage.ask(principal, under, call)));
    return all;
  }
  const shardFor = ({ workspaceId, subscriberId }: Principal): number => shardOf(workspaceId, subscriberId);

  /** A moment of the test's clock that comes through as it is. */
  function at(moment: number): void {
    if ((moment / 1_000) * 1_000 !== moment) throw new Error('not a whole microsecond any more');
    micros = moment;
  }

  it('lets the next call of a rate through from its microsecond on, and not the one before', async () => {
    const principal = await someone({ ratePerMinute: 7, burst: 2 });
    expect(await decisions(principal, 3)).toEqual(['accepted', 'accepted', 'rate_limited']);
    at(3_600_000_000 + INTERVAL - 1);
    expect(await decisions(principal, 1)).toEqual(['rate_limited']);
    at(3_600_000_000 + INTERVAL);
    expect(await decisions(principal, 2)).toEqual(['accepted', 'rate_limited']);
  });

  it("lets the next call of an address' rate through from its microsecond on, and not the one before", async () => {
    const limits = { userRatePerMinute: null, userQuotaPerDay: null, sourceRatePerMinute: 7 };
    const key: Principal = { ...(await someone()), kind: 'service_key', anonymousLimits: limits };
    const stranger = onBehalfOf(key, { ephemeralUserId: 'ada', source: '203.0.113.9' });
    expect(await decisions(stranger, 8)).toEqual([...Array<string>(7).fill('accepted'), 'rate_limited']);
    at(3_600_000_000 + INTERVAL - 1);
    expect(await decisions(stranger, 1)).toEqual(['rate_limited']);
    at(3_600_000_000 + INTERVAL);
    expect(await decisions(stranger, 2)).toEqual(['accepted', 'rate_limited']);
  });

  it('forgives nobody what they owe because they peeked while they had a smaller bucket', async () => {
    const wide = await someone({ ratePerMinute: 1, burst: 5 });
    const narrow: Principal = { ...wide, tier: { ...wide.tier, burst: 1 } };
    expect(await decisions(wide, 5)).toEqual(Array(5).fill('accepted'));
    expect(await decisions(narrow, 1, { peek: true })).toEqual(['rate_limited']);
    expect(await decisions(wide, 1)).toEqual(['rate_limited']);
    // Who tries is forgiven.
    expect(await decisions(narrow, 1)).toEqual(['rate_limited']);
    expect(await decisions(wide, 1)).toEqual(['accepted']);
  });

  it('counts each call of one who is remembered under its own action and in its own hour and month', async () => {
    const principal = await someone();
    const used: number[] = [];
    const under = await stage.fenceOf(principal);
    for (const [time, action] of [
      ['2026-11-30T22:59:59Z', 'list'],
      ['2026-11-30T22:59:59Z', 'show'],
      ['2026-11-30T23:00:00Z', 'show'],
      ['2026-12-01T00:00:00Z', 'show'],
      ['2026-12-01T00:00:00Z', 'list'],
    ] as const) {
      stage.clock.set(new Date(time));
      const answer = await stage.ask(principal, under, { action });
      used.push(answer.kind === 'decided' ? answer.admission.usedUnits : NaN);
    }
    const pending = Object.entries(await stage.redis.hgetall(pendingKey(shardFor(principal))));
    const counted = entriesOf(pending)
      .entries.filter(({ subscriberId }) => subscriberId === principal.subscriberId)
      .map(({ action, startsAt, counts }) => `${startsAt.toISOString().slice(0, 13)} ${action} ${counts.calls}`);
    expect(counted.sort()).toEqual([
      '2026-11-30T22 list 1',
      '2026-11-30T22 show 1',
      '2026-11-30T23 show 1',
      '2026-12-01T00 list 1',
      '2026-12-01T00 show 1',
    ]);
    expect(used).toEqual([1, 2, 3, 1, 2]);
  });

  it('counts a call in the hour for which its limits were found, also when the next one has begun', async () => {
    const principal = await someone();
    const under = await stage.fenceOf(principal);
    const now = stage.clock.now();
    stage.clock.advance(3_600);
    await stage.ask(principal, under, {}, 0, now);
    const pending = Object.entries(await stage.redis.hgetall(pendingKey(shardFor(principal))));
    const ours = entriesOf(pending).entries.filter(({ subscriberId }) => subscriberId === principal.subscriberId);
    expect(ours.map(({ startsAt }) => startsAt)).toEqual([now]);
  });

  it.each([
    ["the calendar's", '2026-12-01T00:00:00.000Z', {}],
    ['their own', '2026-12-15T10:00:00.000Z', { monthsFrom: new Date('2026-01-15T10:20:00Z') }],
    [
      'one that is billed',
      '2026-12-15T10:00:00.000Z',
      { billedPeriod: { startsAt: new Date('2026-11-15T10:20:00Z'), endsAt: new Date('2026-12-15T10:20:00Z') } },
    ],
  ])('ends a month with its last millisecond: %s', async (_whose, edge, months) => {
    const someonesMonths = { ...(await someone()), ...months };
    const principal = { ...someonesMonths, tier: { ...someonesMonths.tier, quotaPerMonth: 100 } };
    const under = await stage.fenceOf(principal);
    const used: number[] = [];
    for (const ms of [-1, -1, 0, 0, 1, -1]) {
      stage.clock.set(new Date(new Date(edge).getTime() + ms));
      const answer = await stage.ask(principal, under);
      used.push(answer.kind === 'decided' ? answer.admission.usedUnits : NaN);
    }
    expect(used).toEqual([1, 2, 1, 2, 3, 3]);
  });

  it('knows of a rate for as long as anything is owed of it', async () => {
    const principal = await someone({ ratePerMinute: 1, burst: 10 });
    await decisions(principal, 10);
    const key = rateKey(shardFor(principal), principal.gptId, principal.subscriberId);
    expect(await stage.redis.pttl(key)).toBeGreaterThan(10 * 60_000);
  });

  it('keeps what a stranger used for their day and hardly longer: anybody can make up new ones', async () => {
    const key: Principal = { ...(await someone()), kind: 'service_key', anonymousLimits: DEFAULT_ANONYMOUS_LIMITS };
    const stranger = onBehalfOf(key, { ephemeralUserId: 'grace', source: '203.0.113.9' });
    expect(await decisions(stranger, 2)).toEqual(['accepted', 'accepted']);
    const subject = stranger.anonymous?.subject ?? '';
    const ttl = await stage.redis.ttl(quotaKey(shardFor(key), key.gptId, subject, dayOf(stage.clock.now())));
    expect([ttl > 14 * 3_600, ttl <= 15 * 3_600]).toEqual([true, true]);
  });

  it('knows an Idempotency-Key for a day', async () => {
    const principal = await someone();
    await decisions(principal, 1, { idempotencyKey: 'one' });
    const digest = createHash('sha256').update('one').digest('base64url');
    const ttl = await stage.redis.ttl(idempotencyKey(shardFor(principal), principal.gptId, principal.subscriberId, digest));
    expect([ttl > SECONDS_PER_DAY - 600, ttl <= SECONDS_PER_DAY]).toEqual([true, true]);
  });

  it('refuses a fence that sorts behind the present one as it does one that sorts before it', async () => {
    const principal = await someone();
    const { workspaceId, subscriberId } = principal;
    const older = await stage.fenceOf(principal);
    await stage.fence.around((mark) => mark.subscriber(workspaceId, subscriberId));
    const younger = await stage.fenceOf(principal);
    expect((await stage.ask(principal, older)).kind).toBe('stale');
    // Redis forgot that there was a change.
    await stage.redis.del(versionKey(shardFor(principal), subscriberId));
    expect(younger.text > older.text).toBe(true);
    expect((await stage.ask(principal, younger)).kind).toBe('stale');
  });

  it('begins a counter with nothing beside it that belonged to a former one: what is told later is added whole', async () => {
    const principal = await someone();
    const counter = quotaKey(shardFor(principal), principal.gptId, principal.subscriberId, monthOf(stage.clock.now()));
    await stage.redis.set(`${counter}:direct`, '50');
    expect(await decisions(principal, 1)).toEqual(['accepted']);
    await new Script(TELL_QUOTA).run(stage.redis, [counter, `${counter}:direct`, `${counter}:none`], [3, 600]);
    expect(await stage.redis.get(counter)).toBe('4');
  });
});
