import { askFor, confirmChange, confirmForm, standOn } from '../../../test/plan-change';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

/** What was paid for is served to its end; Stripe stands in as the sandbox, spoken to by the same client. */
describe('a change of plan', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  describe('to what costs less', () => {
    it('takes place at the end of the period, with nothing to pay before', async () => {
      const stand = await standOn(stage, 'max');
      const { person, account } = stand.holder;
      await askFor(stand, stand.basic.month);
      expect(person.page.html).toContain('You keep Max until');
      expect(person.page.html).not.toContain('Due now');
      await confirmChange(stand);
      expect(person.page.html).toContain('The change is arranged');
      expect((await person.open(account)).page.html).toMatch(/From \w+ \d+, \d{4}: Basic, €9 a month\./);
      expect(person.page.html).not.toContain('Renews on');
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
      await stage.forward(stand.shop, 27);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
      await stage.forward(stand.shop, 5);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'basic' });
      expect(await stage.invoiced(stand.shop)).toEqual([3000, 900]);
    });

    it('can be taken back, replaced, and is gone with the plan when that is cancelled', async () => {
      const stand = await standOn(stage, 'max');
      const { person, account, plan } = stand.holder;
      await askFor(stand, stand.basic.month);
      await confirmChange(stand);
      await person.open(account);
      await person.press('Keep the present plan');
      expect(person.page.html).toContain('Your plan stays as it is.');
      expect(person.page.html).not.toContain('Basic, €9');
      await askFor(stand, stand.basic.month);
      await confirmChange(stand);
      await askFor(stand, stand.basic.year);
      expect(person.page.html).toContain('takes the place of the change to Basic');
      await confirmChange(stand);
      expect((await person.open(account)).page.html).toContain('Basic, €90 a year');
      await person.open(`${plan}/cancel`);
      expect(person.page.html).toContain('will not take place');
      await person.press('Cancel plan');
      expect(person.page.html).not.toContain('Basic, €90');
      await stage.forward(stand.shop, 32);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'free' });
      expect(await stage.invoiced(stand.shop)).toEqual([3000]);
    });

    it('is arranged once for two clicks', async () => {
      const stand = await standOn(stage, 'max');
      await askFor(stand, stand.basic.month);
      const { person, plan } = stand.holder;
      const form = confirmForm(stand);
      const other = person.tab();
      await Promise.all([person.post(`${plan}/change`, form), other.post(`${plan}/change`, form)]);
      for (const { page } of [person, other]) expect(page.html).toContain('The change is arranged');
      await stage.forward(stand.shop, 32);
      expect(await stage.invoiced(stand.shop)).toEqual([3000, 900]);
    });

    it('shows a year in the place of months as what it is: another price of the same plan', async () => {
      const stand = await standOn(stage, 'basic');
      await askFor(stand, stand.basic.year);
      await confirmChange(stand);
      expect((await stand.holder.person.open(stand.holder.account)).page.html).toMatch(/: Basic, €90 a year\./);
      await stage.forward(stand.shop, 32);
      await stage.readAgain(stand.shop);
      expect(await stage.invoiced(stand.shop)).toEqual([900, 9000]);
    });
  });

  it('keeps what is metered on the subscription, within the period and past its end', async () => {
    const stand = await standOn(stage, 'max');
    const { access } = stand.shop;
    const meter = await access.client.billing.meters.create(
      { display_name: 'Calls', event_name: `calls_${stand.shop.gptId}`, default_aggregation: { formula: 'sum' } },
      access.options,
    );
    const product = await access.client.products.create({ name: 'Beyond' }, access.options);
    const metered = await access.client.prices.create(
      {
        product: product.id,
        currency: 'eur',
        unit_amount: 2,
        recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
      },
      access.options,
    );
    const { id, customer } = await stage.subscription(stand.shop);
    await access.client.subscriptions.update(id, { items: [{ price: metered.id }], proration_behavior: 'none' }, access.options);
    await access.client.billing.meterEvents.create(
      {
        event_name: meter.event_name,
        payload: { stripe_customer_id: typeof customer === 'string' ? customer : customer.id, value: '21' },
      },
      access.options,
    );
    await askFor(stand, stand.basic.month);
    await confirmChange(stand);
    await stage.forward(stand.shop, 32);
    // Basic for the month that begins, and what was used on Max in the one that ended.
    expect(await stage.invoiced(stand.shop)).toEqual([3000, 900 + 42]);
    const items = (await stage.subscription(stand.shop)).items.data.map(({ price }) => price.id);
    expect(items).toContain(metered.id);
  });
});
