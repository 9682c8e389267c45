import { decisionOf, type MeterStage, startMeterStage } from '../../test/meter-stage';
import type { Fence } from './meter';

describe('the meter with an Idempotency-Key', () => {
  let stage: MeterStage;
  beforeAll(async () => void (stage = await startMeterStage()));
  afterAll(() => stage.stop());

  it('counts once, however often and on however many instances the call is repeated at once', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 1, ratePerMinute: 1, burst: 1 } });
    const fences = [await stage.fenceOf(principal, 0), await stage.fenceOf(principal, 1)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        stage.ask(principal, fences[index % 2] as Fence, { idempotencyKey: 'once' }, index % 2),
      ),
    );
    expect(answers.map(decisionOf)).toEqual(Array(50).fill('accepted'));
    expect(await stage.pendingOf(principal)).toEqual({ c: 1, u: 1 });
  });

  it('gets the same refusal again, also when it would pass by now', async () => {
    const principal = await stage.principalOf({ tier: { ratePerMinute: 60, burst: 1 } });
    const under = await stage.fenceOf(principal);
    await stage.ask(principal, under);
    expect(decisionOf(await stage.ask(principal, under, { idempotencyKey: 'r' }))).toBe('rate_limited');
    stage.clock.advance(10);
    expect(decisionOf(await stage.ask(principal, under, { idempotencyKey: 'r' }))).toBe('rate_limited');
    expect(await stage.pendingOf(principal)).toEqual({ c: 1, u: 1, d: 1 });
  });

  it("is one subscriber's own", async () => {
    const [ada, bob] = [await stage.principalOf(), await stage.principalOf()];
    await stage.ask(ada, await stage.fenceOf(ada), { idempotencyKey: 'k' });
    await stage.ask(bob, await stage.fenceOf(bob), { idempotencyKey: 'k' });
    expect([await stage.pendingOf(ada), await stage.pendingOf(bob)]).toEqual([
      { c: 1, u: 1 },
      { c: 1, u: 1 },
    ]);
  });

  it('does not repeat an acceptance to somebody who was blocked since', async () => {
    const principal = await stage.principalOf();
    const under = await stage.fenceOf(principal);
    expect(decisionOf(await stage.ask(principal, under, { idempotencyKey: 'k' }))).toBe('accepted');
    expect(decisionOf(await stage.ask({ ...principal, blocked: true }, under, { idempotencyKey: 'k' }))).toBe('access_blocked');
  });
});
