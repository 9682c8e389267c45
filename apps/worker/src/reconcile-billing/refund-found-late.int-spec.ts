import { PaymentSync, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { BillingCheck } from './billing-check.service';

const DAY = 86_400;
const DECLINES = '4000000000000341';

/** All was given back before the plan renewed, and nobody heard of it until after. */
describe('a refund of all that is found late', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let check: BillingCheck;
  let ada: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
    check = new BillingCheck(stage.database, stage.fence, stage.places, new PaymentSync(stage.database), stage.clock);
  });
  afterAll(() => stage.stop());
  afterEach(() => jest.restoreAllMocks());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    await run();
    expect(await place()).toMatchObject({ status: 'active', ends_at: null });
  });

  const run = () => check.run(ada.workspaceId, access);
  /** Both clocks: Stripe's, and ours. */
  async function forward(days: number): Promise<void> {
    await stage.sandbox.advance(access.accountId, days * DAY);
    stage.clock.advance(days * DAY);
  }
  async function place() {
    const [row] = await stage.test.query<{
      status: string;
      ends_at: Date | null;
      period_ends_at: Date;
      served_until: Date | null;
    }>('SELECT status, ends_at, period_ends_at, served_until FROM subscriptions WHERE workspace_id = $1', [ada.workspaceId]);
    return row;
  }
  const refunded = () =>
    stage.test.query('SELECT amount, refunded FROM payments WHERE workspace_id = $1 ORDER BY paid_at', [ada.workspaceId]);
  async function giveBack(amount?: number): Promise<void> {
    const { data } = await access.client.charges.list({ customer: ada.customerId }, access.options);
    const charge = data.at(-1)?.id ?? '';
    await access.client.refunds.create({ charge, ...(amount === undefined ? {} : { amount }) }, access.options);
  }
  const paid = [
    { amount: 1_000, refunded: 1_000 },
    { amount: 1_000, refunded: 0 },
  ];

  it('after a renewal charges nobody again: they are served what the renewal paid for, and no longer', async () => {
    await forward(28);
    await giveBack();
    await forward(4);
    await run();
    expect(await refunded()).toEqual(paid);
    const found = await place();
    expect(found).toMatchObject({ status: 'active', ends_at: found?.period_ends_at });
    await forward(40);
    await stage.places.syncAll(ada.workspaceId);
    await run();
    expect([(await place())?.status, await refunded()]).toEqual(['canceled', paid]);
  });

  it('ends in the same way where another plan was agreed on for the next period', async () => {
    await forward(28);
    await giveBack();
    await forward(4);
    await access.client.subscriptionSchedules.create({ from_subscription: ada.stripeSubscriptionId }, access.options);
    await run();
    await forward(40);
    await stage.places.syncAll(ada.workspaceId);
    await run();
    expect([(await place())?.status, await refunded()]).toEqual(['canceled', paid]);
  });

  it('after a renewal that nobody paid ends at once what is overdue', async () => {
    await forward(28);
    await giveBack();
    const { client, options } = access;
    const other = await client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: ada.customerId,
        line_items: [{ price: ada.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
      },
      options,
    );
    await stage.sandbox.pay(other.id, DECLINES);
    const { subscription } = await client.checkout.sessions.retrieve(other.id, { expand: ['subscription'] }, options);
    const card = typeof subscription === 'string' ? null : subscription?.default_payment_method;
    await client.subscriptions.update(
      ada.stripeSubscriptionId,
      { default_payment_method: typeof card === 'string' ? card : '' },
      options,
    );
    await forward(4);
    await run();
    expect(await place()).toMatchObject({ status: 'canceled' });
  });

  it('leaves alone what was given back in parts, the last of them after the renewal', async () => {
    await forward(28);
    await giveBack(400);
    await forward(4);
    await giveBack(600);
    await run();
    expect([await place(), await refunded()]).toMatchObject([{ status: 'active', ends_at: null }, paid]);
  });

  it('is found however long nothing was compared: each comparison begins where the last good one did', async () => {
    await giveBack();
    await forward(9);
    jest.spyOn(access.client.refunds, 'list').mockImplementationOnce(() => {
      throw new Error('ECONNRESET');
    });
    await expect(run()).rejects.toThrow('ECONNRESET');
    await forward(9);
    await run();
    expect([await place(), await refunded()]).toMatchObject([{ status: 'canceled' }, [{ refunded: 1_000 }]]);
  });
});
