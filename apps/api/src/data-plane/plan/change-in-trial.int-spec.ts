import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import { CARDS, type Shop, type SoldTier } from '../../../test/paywall-stage';

/** Somebody who tries Basic, at €9 a month, for 30 days. */
describe('a change of plan in a trial', () => {
  let stage: PlanStage;
  let shop: Shop;
  let max: SoldTier;
  let holder: PlanHolder;

  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  async function trying(of: { amount: number; trialDays?: number }): Promise<void> {
    shop = await stage.shop();
    const basic = await stage.sell(shop, 'Basic', { amount: 900, quota: 100, trialDays: 30 });
    max = await stage.sell(shop, 'Max', { quota: 1000, ...of });
    holder = await stage.holder(shop, basic.month);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'basic', subscription: 'trialing' });
  }
  const ask = (price = max.month) => holder.person.open(`${holder.plan}/change?price=${price}`);
  const page = (): string => holder.person.page.html;

  it('begins at once and costs nothing until the trial ends, where the other tier has as long a trial', async () => {
    await trying({ amount: 3000, trialDays: 30 });
    await ask();
    expect(page()).toContain('nothing is due until your free trial ends');
    await holder.person.press('Change plan');
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max', subscription: 'trialing' });
    await stage.forward(shop, 31);
    expect(await stage.invoiced(shop)).toEqual([0, 3000]);
  });

  it('is paid when the shorter trial of the other tier would have ended, as the page says', async () => {
    await trying({ amount: 3000, trialDays: 7 });
    const { trial_start: start } = await stage.subscription(shop);
    await ask();
    const paidOn = new Date(((start ?? 0) + 7 * 86_400) * 1000);
    const words = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    expect(page()).toContain(new Intl.DateTimeFormat('en', words).format(paidOn));
    await holder.person.press('Change plan');
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max', subscription: 'trialing' });
    expect((await stage.subscription(shop)).trial_end).toBe((start ?? 0) + 7 * 86_400);
    await stage.forward(shop, 6);
    expect(await stage.invoiced(shop)).toEqual([0]);
    await stage.forward(shop, 2);
    expect(await stage.invoiced(shop)).toEqual([0, 3000]);
  });

  it('ends the trial, whatever it costs and for how long it is paid, where the other tier gives nobody one', async () => {
    await trying({ amount: 500 });
    await ask();
    expect(page()).toMatch(/Due now.*€5/s);
    await ask(max.year);
    expect(page()).toMatch(/Due now.*€50/s);
    await holder.person.press('Pay [^<]* and change');
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max', subscription: 'active' });
    expect(await stage.invoiced(shop)).toEqual([0, 5_000]);
  });

  it('is paid at once, for exactly what was shown, and anew a month later', async () => {
    await trying({ amount: 30_000 });
    await ask();
    expect(page()).toContain('your free trial ends with it');
    expect(page()).toMatch(/Due now.*€300/s);
    await holder.person.press('Pay [^<]* and change');
    expect(page()).toContain('Your plan is changed.');
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max', subscription: 'active', quota: { limit: 1000 } });
    expect(await stage.invoiced(shop)).toEqual([0, 30_000]);
    await stage.forward(shop, 32);
    expect(await stage.invoiced(shop)).toEqual([0, 30_000, 30_000]);
  });

  it('leaves the trial as it was when the card is declined', async () => {
    await trying({ amount: 30_000 });
    await stage.useCard(shop, holder, CARDS.declined);
    await ask();
    await holder.person.press('Pay [^<]* and change');
    expect([holder.person.page.status, page()]).toEqual([402, expect.stringContaining('Your card was not accepted')]);
    await stage.readAgain(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'basic', subscription: 'trialing' });
  });

  it('charges nobody who was shown that nothing is due, though the tier has lost its trial meanwhile', async () => {
    await trying({ amount: 30_000, trialDays: 30 });
    await ask();
    await stage.api.database.query('UPDATE tiers SET trial_days = NULL WHERE id = $1', [max.tierId]);
    await holder.person.press('Change plan');
    expect(page()).toMatch(/Due now.*€300/s);
    expect(await stage.invoiced(shop)).toEqual([0]);
  });
});
