import { createCreator } from '../../../test/test-members';
import { startStripeStage, type StripeStage } from '../../../test/stripe-stage';

describe('a restricted key', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage();
  });
  afterAll(() => stage.stop());

  it.each([
    ['charges', 'Charges'],
    ['refunds', 'Refunds'],
    ['disputes', 'Disputes'],
    ['payment_intents', 'PaymentIntents'],
    ['subscriptions', 'Subscriptions'],
  ])('that may not read %s is not taken, and the creator is told which permission it lacks', async (resource, name) => {
    const own = await createCreator(stage.api, `without-${resource.replace('_', '-')}`);
    await stage.press('/dev/stripe/accounts', { name: `Without ${resource}` });
    const page = await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text();
    const key = (page.match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    const connection = `${own.base}/billing/connection`;
    const refused = await own.browser.put(`${connection}/key`, { key: `${key}_without_${resource}` });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: 'key', message: `may not read ${name}: allow it at Stripe, and save the key again` }],
    ]);
    expect((await own.browser.get(connection)).body.connection).toBeNull();
    expect((await own.browser.put(`${connection}/key`, { key })).status).toBe(200);
  });
});
