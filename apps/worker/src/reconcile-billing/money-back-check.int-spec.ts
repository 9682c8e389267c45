import { PaymentSync, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { BillingCheck } from './billing-check.service';

const DAY = 86_400;
const PAYS_ONCE = '4000000000000341';

/** No event ever comes here: what the comparison at night does not find, nobody does. */
describe('money that went back, of which nobody told', () => {
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
    await run();
    expect(await standing()).toBe('active');
  });

  const run = () => check.run(ada.workspaceId, access);
  /** Both clocks: Stripe's, and ours. */
  async function forward(days: number): Promise<void> {
    await stage.sandbox.advance(access.accountId, days * DAY);
    stage.clock.advance(days * DAY);
  }
  async function standing(): Promise<unknown> {
    const [place] = await stage.test.query<{ status: string }>('SELECT status FROM subscriptions WHERE workspace_id = $1', [
      ada.workspaceId,
    ]);
    return place?.status;
  }
  const books = () =>
    stage.test.query('SELECT amount, refunded, disputed FROM payments WHERE workspace_id = $1 ORDER BY paid_at', [
      ada.workspaceId,
    ]);
  async function lastCharge(): Promise<string> {
    const { data } = await access.client.charges.list({ customer: ada.customerId }, access.options);
    return data[0]?.id ?? '';
  }
  const press = async (fields: Record<string, string>): Promise<void> => {
    const path = `/dev/stripe/accounts/${access.accountId}`;
    const answer = await fetch(stage.sandbox.url + path, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });
    expect(answer.status).toBeLessThan(400);
  };

  it('ends what it was paid for', async () => {
    await access.client.refunds.create({ charge: await lastCharge() }, access.options);
    expect(await run()).toMatchObject({ healed: 1, differences: [] });
    expect([await standing(), await books()]).toEqual(['canceled', [{ amount: 1_000, refunded: 1_000, disputed: false }]]);
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
  });

  it('is found long after it was paid, by its own date', async () => {
    await forward(20);
    await access.client.refunds.create({ charge: await lastCharge() }, access.options);
    expect(await run()).toMatchObject({ healed: 1, differences: [] });
    expect([await standing(), await books()]).toMatchObject(['canceled', [{ refunded: 1_000 }]]);
  });

  it('is found long after it was paid when a bank takes it, and once more when the dispute ends', async () => {
    await forward(10);
    const charge = await lastCharge();
    await press({ do: 'dispute', id: charge });
    await run();
    expect([await standing(), await books()]).toMatchObject(['canceled', [{ disputed: true }]]);
    await forward(10);
    await press({ do: 'dispute-won', id: charge });
    await run();
    expect(await books()).toMatchObject([{ disputed: false }]);
  });

  it('leaves alone what the creator wants to go on, also later', async () => {
    await stage.test.query('UPDATE workspaces SET full_refund_ends_access = false WHERE id = $1', [ada.workspaceId]);
    await access.client.refunds.create({ charge: await lastCharge() }, access.options);
    await run();
    await stage.test.query('UPDATE workspaces SET full_refund_ends_access = true WHERE id = $1', [ada.workspaceId]);
    await run();
    expect([await standing(), await books()]).toMatchObject(['active', [{ refunded: 1_000 }]]);
  });

  it('stands beside money that came late: an invoice that was paid many days after it was made', async () => {
    const { client, options } = access;
    const { default_payment_method: good } = await client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, options);
    const other = await client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: ada.customerId,
        line_items: [{ price: ada.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
      },
      options,
    );
    await stage.sandbox.pay(other.id, PAYS_ONCE);
    const { subscription } = await client.checkout.sessions.retrieve(other.id, { expand: ['subscription'] }, options);
    const bad = typeof subscription === 'string' ? null : subscription?.default_payment_method;
    const payWith = (method: unknown) =>
      client.subscriptions.update(ada.stripeSubscriptionId, { default_payment_method: String(method) }, options);
    await payWith(bad);
    await forward(40);
    const { latest_invoice: latest } = await client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, options);
    const due = typeof latest === 'string' ? latest : '';
    await payWith(good);
    await client.invoices.pay(due, {}, options);
    await run();
    expect(await stage.test.query('SELECT amount FROM payments WHERE stripe_invoice_id = $1', [due])).toEqual([
      { amount: 1_000 },
    ]);
  });
});
