import { createCreator } from '../../../test/test-members';
import { startStripeStage, type StripeStage } from '../../../test/stripe-stage';

describe('a restricted key', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage();
  });
  afterAll(() => stage.stop());

  it.each([
    ['charges', 'may not read Charges'],
    ['disputes', 'may not read Disputes'],
    ['payment_intents', 'may not read PaymentIntents'],
    ['invoices', 'may not read Invoices'],
    ['subscriptions', 'may not write Subscriptions'],
    ['refunds', 'may not write Refunds'],
    ['writing_subscriptions', 'may not write Subscriptions'],
    ['writing_checkout', 'may not write Checkout Sessions'],
    ['writing_refunds', 'may not write Refunds'],
    ['writing_customers', 'may not write Customers'],
    ['writing_products', 'may not write Products'],
    ['writing_prices', 'may not write Prices'],
    ['writing_billing_portal', 'may not write Customer portal'],
    ['writing_meters', 'may not write Meters'],
    ['meter_events', 'may not write Meter events'],
  ])('without %s is not taken, and the creator is told which permission it lacks', async (lacking, lack) => {
    const own = await createCreator(stage.api, `without-${lacking.replaceAll('_', '-')}`);
    await stage.press('/dev/stripe/accounts', { name: `Without ${lacking}` });
    const page = await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text();
    const key = (page.match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    const connection = `${own.base}/billing/connection`;
    const refused = await own.browser.put(`${connection}/key`, { key: `${key}_without_${lacking}` });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: 'key', message: `${lack}: allow it at Stripe, and save the key again` }],
    ]);
    expect((await own.browser.get(connection)).body.connection).toBeNull();
    expect((await own.browser.put(`${connection}/key`, { key })).status).toBe(200);
  });
});
