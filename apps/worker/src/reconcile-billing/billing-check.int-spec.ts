import { billingReportRepository, PaymentSync, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { BillingCheck } from './billing-check.service';

describe('comparing the books with Stripe', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let check: BillingCheck;
  let ada: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
    check = new BillingCheck(stage.database, stage.fence, stage.places, new PaymentSync(stage.database), stage.clock);
  });
  afterAll(() => stage.stop());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
  });

  async function run() {
    stage.clock.advance(60);
    return check.run(ada.workspaceId, access);
  }
  const payments = () =>
    stage.test.query<{ amount: number; refunded: number; stripe_invoice_id: string }>(
      'SELECT amount, refunded, stripe_invoice_id FROM payments WHERE workspace_id = $1',
      [ada.workspaceId],
    );
  const open = () => stage.database.inWorkspace(ada.workspaceId, (tx) => billingReportRepository.openDifferences(tx));

  it('brings home a purchase of which no event ever came: the place and the money', async () => {
    expect(await run()).toMatchObject({ healed: 2, differences: [] });
    expect(await payments()).toMatchObject([{ amount: 1_000, refunded: 0 }]);
    const [place] = await stage.test.query('SELECT status, tier_id FROM subscriptions WHERE workspace_id = $1', [
      ada.workspaceId,
    ]);
    expect(place).toEqual({ status: 'active', tier_id: ada.tierId });
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
  });

  it('learns of money that was given back', async () => {
    await run();
    const [paid] = await payments();
    const { data } = await access.client.invoicePayments.list({ invoice: paid?.stripe_invoice_id ?? '' }, access.options);
    const intent = data[0]?.payment.payment_intent;
    await access.client.refunds.create({ payment_intent: typeof intent === 'string' ? intent : '', amount: 250 }, access.options);
    expect(await run()).toMatchObject({ healed: 1, differences: [] });
    expect(await payments()).toMatchObject([{ amount: 1_000, refunded: 250 }]);
  });

  it('raises an alert when amounts differ, once, changes neither, and takes it back when they agree', async () => {
    await run();
    await stage.test.query('UPDATE payments SET amount = 900 WHERE workspace_id = $1', [ada.workspaceId]);
    expect((await run()).fresh).toMatchObject([{ kind: 'amount', expected: '1000 eur', found: '900 eur' }]);
    expect(await run()).toMatchObject({ fresh: [], differences: [{ kind: 'amount' }] });
    expect([await payments(), await open()]).toMatchObject([[{ amount: 900 }], [{ kind: 'amount' }]]);
    await stage.test.query('UPDATE payments SET amount = 1000 WHERE workspace_id = $1', [ada.workspaceId]);
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
    expect(await open()).toEqual([]);
  });

  it('raises an alert about money in the books that Stripe does not know', async () => {
    await run();
    await stage.test.query(`UPDATE payments SET stripe_invoice_id = 'in_never' WHERE workspace_id = $1`, [ada.workspaceId]);
    expect(await run()).toMatchObject({ healed: 1, differences: [{ kind: 'payment_unknown', objectId: 'in_never' }] });
  });

  it('leaves alone what the creator sells without Gatehouse', async () => {
    await run();
    const product = await access.client.products.create({ name: 'Mugs' }, access.options);
    const price = await access.client.prices.create(
      { product: product.id, unit_amount: 700, currency: 'eur', recurring: { interval: 'month' } },
      access.options,
    );
    const customer = await access.client.customers.create({ email: 'else@example.com' }, access.options);
    const checkout = await access.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
      },
      access.options,
    );
    await stage.sandbox.pay(checkout.id);
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
    expect(await payments()).toHaveLength(1);
  });

  it('raises an alert of who is charged twice for one GPT, until one of the two has ended', async () => {
    await run();
    const metadata = (await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options)).metadata;
    const checkout = await access.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: ada.customerId,
        line_items: [{ price: ada.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        subscription_data: { metadata },
      },
      access.options,
    );
    await stage.sandbox.pay(checkout.id);
    const { data } = await access.client.subscriptions.list({ status: 'active' }, access.options);
    expect(data).toHaveLength(2);
    const [alert] = (await run()).differences;
    expect(alert).toMatchObject({ kind: 'place', expected: 'active' });
    expect([alert?.objectId, alert?.found].sort()).toEqual(data.map(({ id }) => id).sort());
    expect((await run()).fresh).toEqual([]);
    await access.client.subscriptions.cancel(alert?.objectId ?? '', {}, access.options);
    expect((await run()).differences).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it('mends a place that has drifted', async () => {
    await run();
    await access.client.subscriptions.cancel(ada.stripeSubscriptionId, {}, access.options);
    expect(await run()).toMatchObject({ healed: 1 });
    const [place] = await stage.test.query('SELECT status FROM subscriptions WHERE workspace_id = $1', [ada.workspaceId]);
    expect(place).toEqual({ status: 'canceled' });
  });
});
